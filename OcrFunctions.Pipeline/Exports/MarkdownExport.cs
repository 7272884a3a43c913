using System.Text;
using System.Text.RegularExpressions;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>
/// The text as Markdown: paragraphs on one line each, headings where the font is larger, pages separated by a rule, with what would
/// be markup escaped. Rows of tables keep their lines.
/// </summary>
internal sealed partial class MarkdownExport(Stream output, bool joinHyphens) : TextWriterExport(output)
{
    public static readonly ExportFormat Format = new("markdown", "document.md", "text/markdown; charset=utf-8", "Markdown")
    {
        Create = (output, options) => new MarkdownExport(output, options.JoinHyphens),
    };

    private bool _first = true;

    public override async Task PageAsync(PageLayout page)
    {
        if (page.Page.Status != PageStatus.Succeeded)
            return;
        if (!_first)
            await Writer.WriteAsync("\n---\n\n");
        _first = false;
        bool firstParagraph = true;
        double usual = Headings.UsualHeight(page);
        foreach (LayoutBlock block in page.Blocks)
            foreach (LayoutParagraph paragraph in block.Paragraphs)
            {
                if (!firstParagraph)
                    await Writer.WriteAsync('\n');
                firstParagraph = false;
                await Writer.WriteLineAsync(Paragraph(block.Block.Kind, paragraph, usual));
            }
    }

    private string Paragraph(string kind, LayoutParagraph paragraph, double usualHeight)
    {
        IEnumerable<string> lines = paragraph.Lines.Select(line => Escape(line.Line.Content.Trim()));
        if (Headings.Level(paragraph, usualHeight) is { } level)
            return $"{new string('#', level)} {string.Join(' ', lines)}";
        // Two spaces keep a line break.
        return kind == "table" ? string.Join("  \n", lines) : Flow(lines);
    }

    private string Flow(IEnumerable<string> lines)
    {
        string text = string.Join('\n', lines);
        return (joinHyphens ? Hyphens.Join(text) : text).TrimEnd('\n').Replace('\n', ' ');
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(Markup().Replace(text, @"\$&"));
        // Characters that start a list, a heading, a rule or a quotation only at the beginning of a line.
        Match start = LineStart().Match(escaped.ToString());
        if (start.Success)
            escaped.Insert(start.Groups[1].Index, '\\');
        return escaped.ToString();
    }

    [GeneratedRegex(@"[\\`*_\[\]<>|~&]")]
    private static partial Regex Markup();

    [GeneratedRegex(@"^(?:\d{1,9}(?=[.)]))?([-+#=.)])(?=\s|#|-|=|$)")]
    private static partial Regex LineStart();
}
