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
        using ToolProcess pdftotext = Start(path, page, page, isLevelOnly ? ["-nodiag"] : []);
        string text = pdftotext.ReadText(OutputKept);
        return (Parse(text[DocumentStart(text)..], unit), pdftotext.Messages());
    }

    /// <summary>Reads several pages, for <see cref="Parse"/>.</summary>
    /// <param name="path">Path of the PDF.</param>
    /// <param name="first">From 1.</param>
    /// <param name="last">Last page; the document has it.</param>
    /// <param name="limit">Time that it may take.</param>
    /// <returns>A text for each page; null if there is anything to say of them, or they were not read in time.</returns>
    public static IReadOnlyList<string>? ReadPages(string path, int first, int last, TimeSpan limit)
    {
        using ToolProcess pdftotext = Start(path, first, last);
        if (pdftotext.ReadTextWithin(OutputKept, limit) is not { } text)
            return null;
        string[] pages = text[DocumentStart(text)..].Split("<page width=")[1..];
        return pages.Length == last - first + 1 ? pages : null;
    }

    /// <summary>The text of a page.</summary>
    /// <param name="text">Output of the program for it.</param>
    /// <param name="unit">Points in a unit of the page.</param>
    public static NativeText Parse(string text, double unit)
    {
        var blocks = new List<NativeBlock>();
        List<NativeLine> lines = [];
        List<NativeWord> words = [];
        foreach (Match match in Marks().Matches(text))
        {
            if (match.Groups["end"].Success)
                Close(match.Groups["end"].Value == "block");
            else if (WordOf(match, unit) is { } word)
                words.Add(word);
        }

        Close(block: true);
        return new NativeText(blocks);

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

    private static ToolProcess Start(string path, int first, int last, params string[] options) => PdfTools.Start("pdftotext",
    [
        .. options, "-f", first.ToString(CultureInfo.InvariantCulture), "-l", last.ToString(CultureInfo.InvariantCulture),
        "-cropbox", "-bbox-layout", "-enc", "UTF-8", path, "-",
    ]);

    /// <summary>The document's title comes first and may say anything; what is text of a page is escaped.</summary>
    private static int DocumentStart(string text) => Math.Max(0, text.LastIndexOf("<doc>", StringComparison.Ordinal));

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
