using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Ocr;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Reads again what layout analysis missed: only the regions with unread ink, on white, as sparse text without a layout.
/// On the whole page that mode would split columns.
/// </summary>
internal static class SparseTextPass
{
    private const string Name = "sparse";

    /// <summary>Lines below this were not text.</summary>
    private const double MinConfidence = 0.6;

    /// <summary>Margin in pixels around a region: what touches its edge could be cut.</summary>
    private const double Margin = 8;

    /// <summary>Fraction of a word read before that lies in a line, from which the line is not new.</summary>
    private const double MaxOverlap = 0.5;

    public static RecoveryPassResult Read(IReadOnlyList<MissedTextRegion> regions, PageImage image, OcrResult first, IOcrEngine engine)
    {
        using PixHandle masked = RegionMask.Apply(image.Pixels, regions.Select(WithMargin));
        OcrResult found = NoiseFilter.Apply(engine.Recognize(masked, image.Resolution, PageSegmentationMode.SparseText));
        return new RecoveryPassResult(Name, found, [.. found.Lines.Where(line => IsNew(line, first))]);
    }

    /// <summary>Whether a line is text, and none that was read before.</summary>
    public static bool IsNew(OcrLine line, OcrResult first) => line.Confidence >= MinConfidence
        && line.Words.Any(word => word.Letters > 0)
        && !first.Words.Any(word => word.Box.Within(line.Box) > MaxOverlap);

    private static MaskRegion WithMargin(MissedTextRegion region)
    {
        // The surroundings of a dark background would be dark themselves once inverted.
        BoundingBox box = region.Box.Grown(region.IsInverse ? MissedTextDetector.InverseMargin * region.Box.Height : Margin);
        return new MaskRegion(
            (int)Math.Max(0, box.Left), (int)Math.Max(0, box.Top), (int)box.Width + 1, (int)box.Height + 1, region.IsInverse);
    }
}
