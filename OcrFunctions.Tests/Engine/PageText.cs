using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Tests.Engine;

/// <summary>Helpers for recognized pages.</summary>
internal static class PageText
{
    public static IEnumerable<RecognizedLine> Lines(this RecognizedPage page) =>
        page.Blocks.SelectMany(block => block.Paragraphs).SelectMany(paragraph => paragraph.Lines);

    public static IEnumerable<RecognizedWord> Words(this RecognizedPage page) => page.Lines().SelectMany(line => line.Words);

    /// <summary>The page's lines, joined by line breaks.</summary>
    public static string Text(this RecognizedPage page) => string.Join('\n', page.Lines().Select(line => line.Text));

    public static RecognizedWord Word(this RecognizedPage page, string text) => page.Words().Single(word => word.Text == text);

    /// <summary>Least x (0) or y (1) of a polygon.</summary>
    public static double Min(this IReadOnlyList<double> polygon, int axis) => polygon.Where((_, i) => i % 2 == axis).Min();

    /// <summary>Greatest x (0) or y (1) of a polygon.</summary>
    public static double Max(this IReadOnlyList<double> polygon, int axis) => polygon.Where((_, i) => i % 2 == axis).Max();

    /// <summary>Left, top, right and bottom of an upright polygon.</summary>
    public static (double Left, double Top, double Right, double Bottom) Box(this IReadOnlyList<double> polygon)
    {
        Assert.Equal(8, polygon.Count);
        Assert.Equal([polygon[0], polygon[1], polygon[4], polygon[1], polygon[4], polygon[5], polygon[0], polygon[5]], polygon);
        return (polygon[0], polygon[1], polygon[4], polygon[5]);
    }
}
