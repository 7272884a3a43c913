namespace OcrFunctions.Pipeline.Exports;

/// <summary>Tells headings by the size of their print beside that of the page's other text; Tesseract's own kinds of blocks do not tell.</summary>
internal static class Headings
{
    /// <summary>A heading's print is so much larger than the usual one; for one of the first level, so much.</summary>
    private const double Larger = 1.35, MuchLarger = 1.9;

    /// <summary>Longer ones are text in large print.</summary>
    private const int MostLines = 2, MostWords = 14;

    /// <summary>Height of the letters in most of the page's words, in the page's unit.</summary>
    public static double UsualHeight(IEnumerable<LayoutBlock> blocks)
    {
        double[] heights = [.. blocks.SelectMany(block => block.Paragraphs).SelectMany(paragraph => paragraph.Lines).SelectMany(line => Enumerable.Repeat(Height(line), line.Words.Count)).Order()];
        return heights.Length == 0 ? 0 : heights[heights.Length / 2];
    }

    /// <summary>1 or 2 for a heading, null for text.</summary>
    public static int? Level(LayoutParagraph paragraph, double usualHeight)
    {
        if (usualHeight <= 0 || paragraph.Lines.Count > MostLines || paragraph.Lines.Sum(line => line.Words.Count) > MostWords)
            return null;
        double ratio = paragraph.Lines.Average(Height) / usualHeight;
        return ratio >= MuchLarger ? 1 : ratio >= Larger ? 2 : null;
    }

    /// <summary>The middle one of the words' heights: a line's own box grows with every ascender, and with its skew.</summary>
    private static double Height(LayoutLine line)
    {
        double[] heights = [.. line.Words.Select(word => Distance(word.Polygon, 0, 6)).Order()];
        return heights.Length == 0 ? Distance(line.Line.Polygon, 0, 6) : heights[heights.Length / 2];
    }

    private static double Distance(IReadOnlyList<double> polygon, int from, int to) => Math.Sqrt(Math.Pow(polygon[from] - polygon[to], 2) + Math.Pow(polygon[from + 1] - polygon[to + 1], 2));
}
