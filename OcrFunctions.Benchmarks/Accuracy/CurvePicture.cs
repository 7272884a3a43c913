using System.Globalization;
using System.Text;

namespace OcrFunctions.Benchmarks.Accuracy;

/// <summary>The reliability diagram and the review curve of each mode, side by side, as SVG.</summary>
internal static class CurvePicture
{
    private const int Size = 320, Margin = 50;

    private static readonly string[] Colors = ["#888888", "#1f77b4", "#d62728"];

    /// <param name="modes">Words with their confidence, by the mode's name; three at most.</param>
    public static string Of(IReadOnlyDictionary<string, List<(double Confidence, LabeledWord Label)>> modes)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {2 * (Size + 2 * Margin)} {Size + 2 * Margin}\" ");
        svg.Append("font-family=\"sans-serif\" font-size=\"12\">\n");
        Frame(svg, Margin, "confidence", "share of words that is right");
        Frame(svg, 3 * Margin + Size, "share of words read by a reviewer (0 to 20 %)", "errors fixed or found");
        Line(svg, Margin, [(0, 0), (1, 1)], "#cccccc");
        int at = 0;
        foreach ((string name, List<(double Confidence, LabeledWord Label)> words) in modes)
        {
            string color = Colors[at % Colors.Length];
            var bins = Reliability.Of(words.Select(word => (word.Confidence, word.Label.IsRight))).Bins;
            Line(svg, Margin, bins.Select(bin => (bin.Confidence, bin.Right)), color);
            Line(svg, 3 * Margin + Size,
                Enumerable.Range(0, 21).Select(percent => (percent / 20.0, ReviewCurve.Found(words, percent / 100.0))), color);
            svg.Append(CultureInfo.InvariantCulture,
                $"<text x=\"{3 * Margin + 2 * Size - 90}\" y=\"{Margin + Size - 20 - 18 * at}\" fill=\"{color}\">{name}</text>\n");
            at++;
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Frame(StringBuilder svg, int left, string across, string up)
    {
        svg.Append(CultureInfo.InvariantCulture,
            $"<rect x=\"{left}\" y=\"{Margin}\" width=\"{Size}\" height=\"{Size}\" fill=\"white\" stroke=\"black\"/>\n");
        svg.Append(CultureInfo.InvariantCulture,
            $"<text x=\"{left + Size / 2}\" y=\"{Margin + Size + 30}\" text-anchor=\"middle\">{across}</text>\n");
        svg.Append(CultureInfo.InvariantCulture,
            $"<text transform=\"translate({left - 28} {Margin + Size / 2}) rotate(-90)\" text-anchor=\"middle\">{up}</text>\n");
        for (int tenth = 0; tenth <= 10; tenth += 2)
            svg.Append(CultureInfo.InvariantCulture,
                $"<text x=\"{left - 6}\" y=\"{Margin + Size - Size * tenth / 10 + 4}\" text-anchor=\"end\">{tenth / 10.0}</text>\n");
    }

    private static void Line(StringBuilder svg, int left, IEnumerable<(double X, double Y)> points, string color)
    {
        string path = string.Join(' ', points.Select(point => string.Create(
            CultureInfo.InvariantCulture, $"{left + point.X * Size:0.#},{Margin + Size - point.Y * Size:0.#}")));
        svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{path}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\"/>\n");
    }
}
