using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using OcrFunctions.Engine.Pdf.Structure;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>
/// Reads a page's text layer with <c>pdftotext -bbox-layout</c>, whose words and reading order were the best of those compared
/// (docs/decisions/0031).
/// </summary>
internal static partial class TextLayerReader
{
    /// <summary>Characters of output; a page of dense print gives 300,000.</summary>
    private const int OutputKept = 30_000_000;

    /// <param name="path">Path of the PDF.</param>
    /// <param name="page">From 1.</param>
    /// <param name="unit">Points in a unit of the page, which poppler does not apply.</param>
    /// <param name="isLevelOnly">Leaves out text that is slanted by more than six degrees.</param>
    /// <returns>The text, and what poppler said of the page's content.</returns>
    public static (NativeText Text, string Messages) Read(string path, int page, double unit, bool isLevelOnly = false)
    {
        string number = page.ToString(CultureInfo.InvariantCulture);
        string[] arguments = [.. isLevelOnly ? ["-nodiag"] : Array.Empty<string>(),
            "-f", number, "-l", number, "-cropbox", "-bbox-layout", "-enc", "UTF-8", path, "-"];
        using ToolProcess pdftotext = PdfTools.Start("pdftotext", arguments);
        string text = pdftotext.ReadText(OutputKept);

        // The document's title comes first and may say anything; what is text of the page is escaped.
        int start = Math.Max(0, text.LastIndexOf("<doc>", StringComparison.Ordinal));
        var blocks = new List<NativeBlock>();
        List<NativeLine> lines = [];
        List<NativeWord> words = [];
        foreach (Match match in Marks().Matches(text, start))
        {
            if (match.Groups["end"].Success)
                Close(match.Groups["end"].Value == "block");
            else if (WordOf(match, unit) is { } word)
                words.Add(word);
        }

        Close(block: true);
        return (new NativeText(blocks), pdftotext.Messages());

        void Close(bool block)
        {
            if (words.Count > 0)
                lines.Add(new NativeLine(words));
            words = [];
            if (!block)
                return;
            if (lines.Count > 0)
                blocks.Add(new NativeBlock(lines));
            lines = [];
        }
    }

    private static NativeWord? WordOf(Match match, double unit)
    {
        string text = WebUtility.HtmlDecode(match.Groups["text"].Value).Trim();
        double Side(string name) => double.Parse(match.Groups[name].Value, NumberStyles.Float, CultureInfo.InvariantCulture) * unit;
        var box = new Box(Side("left"), Side("top"), Side("right"), Side("bottom"));
        return text.Length > 0 && box.Area > 0 && double.IsFinite(box.Area) ? new NativeWord(text, box) : null;
    }

    [GeneratedRegex(
        """<word xMin="(?<left>[-0-9.e+]+)" yMin="(?<top>[-0-9.e+]+)" xMax="(?<right>[-0-9.e+]+)" yMax="(?<bottom>[-0-9.e+]+)">"""
        + """(?<text>[^<]*)</word>|</(?<end>line|block)>""",
        RegexOptions.CultureInvariant)]
    private static partial Regex Marks();
}
