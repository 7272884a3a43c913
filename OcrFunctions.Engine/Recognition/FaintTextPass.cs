using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.Engine.Preprocessing;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Reads faint rows with their contrast stretched to black on white, scaled to an ordinary size, as sparse text. Print of the reverse side
/// is as faint: rows that give more when they are mirrored are neither text nor missed.
/// </summary>
internal static class FaintTextPass
{
    private const string Name = "faint";

    private const double MinConfidence = 0.7;

    /// <summary>Confidence of all rows from which none is tried in the mirror.</summary>
    private const double Sure = 0.85;

    /// <summary>Fewer letters in a line are read from grain, too.</summary>
    private const int MinLetters = 3;

    /// <summary>Height of letters in pixels that Tesseract reads best, as in <see cref="TextHeightScaling"/>.</summary>
    private const double TargetHeight = 17;

    private const double MinMagnification = 1.2, MaxMagnification = 2;

    private const double MaxPixels = 60e6;

    public static RecoveryPassResult Read(IReadOnlyList<FaintRow> rows, PageImage image, OcrResult first, IOcrEngine engine)
    {
        using PixHandle stretched = FaintRowMask.Apply(image.Pixels, rows);
        double scale = Magnification(rows, image.Pixels);
        using PixHandle scaled = Checked(TextHeightScaling.Scaled(stretched, (float)scale));
        OcrResult found = Recognize(scaled);
        if (rows.Any(row => Read(row, found).Confidence < Sure))
            rows = [.. rows.Except(BleedThrough())];
        OcrLine[] lines = [.. found.Lines.Where(line => IsText(line)
            && SparseTextPass.IsNew(line, first)
            && rows.Any(row => row.Region.Box.Touches(line.Box)))];
        OcrWord[] words = [.. lines.SelectMany(line => line.Words)];
        return new RecoveryPassResult(Name, found, lines)
        {
            Missed = [.. rows
                .Select(row => LetterComponents.Outside([.. row.Letters], words, row.Region.Box.Height).ToArray())
                .Where(ComponentRows.LooksLikeText)
                .Select(ComponentRows.RegionOf)],
        };

        OcrResult Recognize(PixHandle pixels) => NoiseFilter
            .Apply(engine.Recognize(pixels, scale == 1 ? image.Resolution : null, PageSegmentationMode.SparseText))
            .Mapped(1 / scale, 0, 0);

        FaintRow[] BleedThrough()
        {
            using PixHandle flipped = Checked(pixFlipLR(0, scaled));
            OcrResult mirrored = Recognize(flipped);
            double width = pixGetWidth(scaled) / scale;
            double[] gain = [.. rows.Select(row => Read(row.Mirrored(width), mirrored).Evidence - Read(row, found).Evidence)];
            // Beside rows of the reverse side, what cannot be read either way is more of it.
            bool any = gain.Sum() > 0;
            return [.. rows.Where((row, i) => gain[i] > 0 || (any && Read(row, found).Confidence < Sure))];
        }
    }

    private static bool IsText(OcrLine line) =>
        line.Confidence >= MinConfidence && line.Words.Sum(word => word.Letters) >= MinLetters;

    private static (double Confidence, double Evidence) Read(FaintRow row, OcrResult result)
    {
        OcrWord[] words = [.. result.Words.Where(word => row.Region.Box.Contains(
            (word.Box.Left + word.Box.Right) / 2, (word.Box.Top + word.Box.Bottom) / 2))];
        return (
            words.Sum(word => word.Confidence * word.Letters) / Math.Max(1, words.Sum(word => word.Letters)),
            words.Sum(word => word.Letters * Math.Max(0, word.Confidence - OcrWord.GarbageConfidence)));
    }

    private static double Magnification(IReadOnlyList<FaintRow> rows, PixHandle pixels)
    {
        double height = ComponentRows.Median(rows.SelectMany(row => row.Letters).Select(letter => letter.Height));
        double factor = Math.Min(TargetHeight / height, Math.Sqrt(MaxPixels / ((double)pixGetWidth(pixels) * pixGetHeight(pixels))));
        return factor < MinMagnification ? 1 : Math.Min(factor, MaxMagnification);
    }

    private static PixHandle Checked(PixHandle pixels) => LeptonicaErrors.Check(pixels, "faint text");
}
