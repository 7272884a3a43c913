namespace OcrFunctions.Pipeline.Exports;

/// <summary>Detects headings by their font size relative to the page's other text; Tesseract's block types do not show them.</summary>
internal static class Headings
{
    /// <summary>Ratio of a heading's font size to the usual one; and that of a first-level heading.</summary>
    private const double Larger = 1.35, MuchLarger = 1.9;

    /// <summary>Longer ones are body text in large print.</summary>
    private const int MaxLines = 2, MaxWords = 14;

    /// <summary>Height of the letters in most of the page's words, in the page's unit.</summary>
    public static double UsualHeight(PageLayout page)
    {
        double[] heights = [.. page.Lines.SelectMany(line => Enumerable.Repeat(Height(line), line.Words.Count)).Order()];
        return heights.Length == 0 ? 0 : heights[heights.Length / 2];
    }

    /// <summary>1 or 2 for a heading, null for text.</summary>
    public static int? Level(LayoutParagraph paragraph, double usualHeight)
    {
        if (usualHeight <= 0 || paragraph.Lines.Count > MaxLines || paragraph.Lines.Sum(line => line.Words.Count) > MaxWords)
            return null;
        double ratio = paragraph.Lines.Average(Height) / usualHeight;
        return ratio >= MuchLarger ? 1 : ratio >= Larger ? 2 : null;
    }

    /// <summary>The median of the words' heights: a line's own box grows with every ascender, and with its skew.</summary>
    private static double Height(LayoutLine line)
    {
        double[] heights = [.. line.Words.Select(word => Distance(word.Polygon, 0, 6)).Order()];
        return heights.Length == 0 ? Distance(line.Line.Polygon, 0, 6) : heights[heights.Length / 2];
    }

    private static double Distance(IReadOnlyList<double> polygon, int from, int to) =>
        Math.Sqrt(Math.Pow(polygon[from] - polygon[to], 2) + Math.Pow(polygon[from + 1] - polygon[to + 1], 2));
}
