using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.Engine.Preprocessing;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Finds faint print: rows of letters whose gray differs too little from the background's for binarization, such as light gray small print.
/// The threshold is a few grays, so rows need an even background, and only what lies in no word is searched.
/// </summary>
internal static class FaintText
{
    /// <summary>Least contrast of a letter in grays, and over that of the paper's own grain.</summary>
    private const int MinContrast = 8;

    private const double MinOverGrain = 3;

    /// <summary>One in five rows and columns is enough for a median.</summary>
    private const int Sampled = 5;

    /// <summary>What has more contrast is ink, and found without this.</summary>
    private const int MaxContrast = 128;

    /// <summary>Least gray of the ground: in shadows and pictures everything is faint.</summary>
    private const int MinGround = 160;

    /// <summary>Height of letters in pixels from which half of the resolution shows them.</summary>
    private const double EnoughHeight = 14;

    /// <summary>Structuring element over the height of a letter.</summary>
    private const double Element = 1;

    /// <summary>Faint print is mostly small print: its letters over the height of the page's.</summary>
    private const double Smaller = 0.8;

    /// <summary>Fewer connected components in a row may be chance: stains and folds are wide and stand alone.</summary>
    private const int MinLetters = 4;

    /// <param name="ink">Of the image that was read, deskewed and upright.</param>
    /// <param name="result">What was read on it.</param>
    public static IReadOnlyList<FaintRow> Find(BinarizedImage ink, OcrResult result)
    {
        double typical = MissedTextDetector.TypicalLetterHeight(ink, result);
        if (ink.Gray is not { } full || typical <= 0)
            return [];
        bool halve = typical * ink.Scale >= EnoughHeight;
        using PixHandle gray = Checked(halve ? pixScaleAreaMap2(full) : pixClone(full));
        double scale = halve ? ink.Scale / 2 : ink.Scale;
        int element = Math.Max(5, (int)(Element * typical * scale) | 1);
        using PixHandle tophat = Checked(pixTophat(gray, element, element, L_TOPHAT_BLACK));
        int threshold = Math.Max(MinContrast, (int)(MinOverGrain * GrayHistogram.Of(tophat, Sampled).Quantile(0.5)));
        if (threshold >= MaxContrast)
            return [];
        using PixHandle darker = Checked(pixInvert(0, tophat));
        using PixHandle letters = Checked(pixThresholdToBinary(darker, byte.MaxValue - threshold + 1));
        List<BoundingBox> outside = LetterComponents.Outside(
            LetterComponents.Of(letters, scale, Smaller * typical, LetterComponents.MaxHeight), [.. result.Words], typical);
        return outside.Count > LetterComponents.MaxOfText
            ? []
            : [.. ComponentRows.Groups(outside)
                .Where(ComponentRows.LooksLikeText)
                .Select(row => new FaintRow(row, LetterContrast.Of(gray, tophat, BoundingBox.Around(row).Mapped(scale), threshold)))
                .Where(row => row.Letters.Length >= MinLetters
                    && row.Contrast is { IsPrint: true, Contrast: <= MaxContrast, Ground: >= MinGround })];
    }

    private static PixHandle Checked(PixHandle pixels) => LeptonicaErrors.Check(pixels, "faint text");
}
