namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>Tells the gaps between letters from those between words, where the letters are spaced out too.</summary>
internal static class LetterGaps
{
    /// <summary>Gap over the font size from which there is a space between two letters that are not spaced out.</summary>
    public const double WordGap = 0.12;

    /// <summary>Fewest gaps that tell something.</summary>
    private const int MinGaps = 2;

    /// <summary>By how much gaps between letters differ, for kerning: a share of the gap, and of the font size.</summary>
    private const double GapTolerance = 0.1, SizeTolerance = 0.08;

    /// <summary>
    /// A gap between words over that between letters, and what comes to it as a share of the font size: a space between spaced letters
    /// makes it twice as wide and more.
    /// </summary>
    private const double WiderGap = 1.6, WiderBySize = 0.04;

    /// <summary>The gap above which a word ends; null where the letters are not spaced out evenly.</summary>
    /// <param name="gaps">Points between one letter and the next.</param>
    /// <param name="size">Font size in points.</param>
    public static double? Spaced(IReadOnlyCollection<double> gaps, double size)
    {
        if (gaps.Count < MinGaps)
            return null;
        double[] sorted = [.. gaps.Order()];
        double usual = sorted[sorted.Length / 4], limit = WiderGap * usual + WiderBySize * size;
        if (usual <= WordGap * size)
            return null;
        double tolerance = GapTolerance * usual + SizeTolerance * size;
        return Array.TrueForAll(sorted, gap => gap > limit || Math.Abs(gap - usual) <= tolerance) ? limit : null;
    }
}
