using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Exports;

/// <summary>The words that poppler finds in a PDF, and whether they are where the layer has them.</summary>
internal static partial class PdfText
{
    /// <summary>Words of each page.</summary>
    public static List<FoundPage> Find(string pdf, params string[] options)
    {
        string text = CommandLine.Run("pdftotext", [.. options, "-cropbox", "-bbox", pdf, "-"]);
        return [.. text.Split("<page ").Skip(1).Select(page =>
        {
            Match size = Size().Match(page);
            return new FoundPage(Number(size, 1), Number(size, 2), [.. Word().Matches(page).Select(word =>
                new FoundWord(Read(WebUtility.HtmlDecode(word.Groups[5].Value)), Number(word, 1), Number(word, 2), Number(word, 3),
                    Number(word, 4)))]);
        })];
    }

    /// <summary>
    /// The page has these words and no others: 99 of 100 with their center in the polygon and with four fifths of its width.
    /// </summary>
    /// <param name="layer">The expected layer.</param>
    /// <param name="found">What was found.</param>
    /// <param name="isTurned">Whether the page is shown rotated by 90 degrees; poppler then reports the unrotated size.</param>
    public static void AssertHolds(TextLayerPage layer, FoundPage found, bool isTurned = false)
    {
        // A ligature may be reported as one letter or as two.
        layer = layer with { Words = [.. layer.Words.Select(word => word with { Text = Spelled(word.Text) })] };
        found = found with { Words = [.. found.Words.Select(word => word with { Text = Spelled(word.Text) })] };
        Assert.Equal(layer.Words.Select(word => word.Text).Order(StringComparer.Ordinal),
            found.Words.Select(word => word.Text).Order(StringComparer.Ordinal));
        (double width, double height) = isTurned ? (found.Height, found.Width) : (found.Width, found.Height);
        double across = width / layer.Width, down = height / layer.Height;
        int good = layer.Words.Count(word => found.Words.Any(one => one.Text == word.Text && Lies(one, word.Polygon, across, down)));
        Assert.True(good >= 0.99 * layer.Words.Count, $"Of {layer.Words.Count} words {good} lie where they should.");
    }

    /// <summary>With positions, poppler returns letters in visual order from left to right; without, in reading order.</summary>
    private static string Read(string shown)
    {
        if (!shown.Any(c => c is >= '\u0590' and <= '\u08FF'))
            return shown;
        List<string> letters = [];
        for (var all = StringInfo.GetTextElementEnumerator(shown); all.MoveNext();)
            letters.Insert(0, all.GetTextElement());
        return string.Concat(letters);
    }

    private static bool Lies(FoundWord word, IReadOnlyList<double> polygon, double across, double down)
    {
        double[] p = [.. polygon.Select((value, i) => value * (i % 2 == 0 ? across : down))];
        double left = new[] { p[0], p[2], p[4], p[6] }.Min(), right = new[] { p[0], p[2], p[4], p[6] }.Max();
        double overlap = Math.Min(word.Right, right) - Math.Max(word.Left, left);
        return overlap >= 0.8 * (right - left) && overlap >= 0.8 * (word.Right - word.Left)
            && IsInside(p, (word.Left + word.Right) / 2, (word.Top + word.Bottom) / 2);
    }

    private static bool IsInside(double[] p, double x, double y)
    {
        int sides = 0;
        for (int i = 0; i < 4; i++)
        {
            int next = (i + 1) % 4;
            sides += Math.Sign((p[2 * next] - p[2 * i]) * (y - p[2 * i + 1]) - (p[2 * next + 1] - p[2 * i + 1]) * (x - p[2 * i]));
        }

        return Math.Abs(sides) == 4;
    }

    private static string Spelled(string word) =>
        word.Replace("\uFB00", "ff").Replace("\uFB01", "fi").Replace("\uFB02", "fl").Replace("\uFB03", "ffi").Replace("\uFB04", "ffl");

    private static double Number(Match match, int group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("width=\"([\\d.]+)\" height=\"([\\d.]+)\"")]
    private static partial Regex Size();

    [GeneratedRegex("""<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>""")]
    private static partial Regex Word();

    /// <param name="Width">Points.</param>
    /// <param name="Height">Points.</param>
    /// <param name="Words">In the order in which poppler finds them.</param>
    public sealed record FoundPage(double Width, double Height, IReadOnlyList<FoundWord> Words);

    public sealed record FoundWord(string Text, double Left, double Top, double Right, double Bottom);
}
