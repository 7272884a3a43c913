using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Ocr;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Rows of connected components far higher than the page's letters, which layout analysis takes for pictures: a logo, a large title. Each
/// is scaled to an ordinary letter's height and read as one line; only what is then read with high confidence is text.
/// </summary>
internal static class LargeTextPass
{
    private const string Name = "large";

    /// <summary>Height over the typical letter's, from which a row counts as large.</summary>
    private const double MinHeight = 3;

    /// <summary>Rows that are tried; a page with more shows pictures.</summary>
    private const int MaxRows = 6;

    /// <summary>Connected components of a row; more are a pattern.</summary>
    private const int MaxComponents = 24;

    /// <summary>Height in pixels to which the row's median component is scaled.</summary>
    private const double TargetHeight = 32;

    /// <summary>White margin around a row, over its height: adjacent content is not part of it.</summary>
    private const double Margin = 0.3;

    private const double MinConfidence = 0.7;

    private const int MinLetters = 3;

    /// <summary>
    /// A row that gives letters with low confidence is drawn lettering and reported as unread; pictures give nothing, or characters of one
    /// component.
    /// </summary>
    private const double MinForLettering = 0.1;

    private const int MinComponentsOfLettering = 2;

    /// <param name="components">Connected components outside all words; in pixels.</param>
    /// <param name="typical">Height of the page's letters, in pixels.</param>
    public static IReadOnlyList<BoundingBox[]> Candidates(List<BoundingBox> components, double typical)
    {
        BoundingBox[][] rows = [.. ComponentRows
            .Groups(components.FindAll(component => component.Height >= MinHeight * typical))
            .Where(row => row.Length <= MaxComponents && ComponentRows.LooksLikeText(row))];
        return rows.Length > MaxRows ? [] : rows;
    }

    public static RecoveryPassResult Read(IReadOnlyList<BoundingBox[]> rows, PageImage image, IOcrEngine engine)
    {
        var read = rows.Select(row => (Row: row, Result: Read(row, image.Pixels, engine))).ToList();
        var found = new OcrResult([.. read.SelectMany(one => one.Result.Blocks)]);
        return new RecoveryPassResult(Name, found, [.. read.SelectMany(one => one.Result.Lines).Where(IsText)])
        {
            Missed = [.. read
                .Where(one => !one.Result.Lines.Any(IsText) && IsLettering(one.Row, one.Result))
                .Select(one => ComponentRows.RegionOf(one.Row))],
        };
    }

    private static bool IsText(OcrLine line) => line.Confidence >= MinConfidence && line.Words.Sum(word => word.Letters) >= MinLetters;

    private static bool IsLettering(BoundingBox[] row, OcrResult result) =>
        row.Length >= MinComponentsOfLettering && result.Letters >= MinLetters && result.Confidence >= MinForLettering;

    private static OcrResult Read(BoundingBox[] row, PixHandle pixels, IOcrEngine engine)
    {
        double scale = Math.Min(1, TargetHeight / ComponentRows.Median(row.Select(component => component.Height)));
        BoundingBox region = BoundingBox.Around(row).Grown(1).Intersect(new BoundingBox(0, 0, pixGetWidth(pixels), pixGetHeight(pixels)));
        (int x, int y, int width, int height) = ((int)region.Left, (int)region.Top, (int)region.Width, (int)region.Height);
        int margin = (int)(Margin * region.Height);
        using PixHandle part = LeptonicaErrors.Check(
            pixCreate(width + 2 * margin, height + 2 * margin, pixGetDepth(pixels)), "large letters");
        _ = pixSetAllGray(part, grayval: 255);
        _ = pixRasterop(part, margin, margin, width, height, PIX_SRC, pixels, x, y);
        using PixHandle small = LeptonicaErrors.Check(
            pixGetDepth(part) == 1 ? pixScaleToGray(part, (float)scale) : pixScale(part, (float)scale, (float)scale), "large letters");
        // Its resolution is unknown now.
        return engine.Recognize(small, resolution: null, PageSegmentationMode.SingleLine).Mapped(1 / scale, x - margin, y - margin);
    }
}
