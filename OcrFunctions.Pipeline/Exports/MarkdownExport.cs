using System.Text;
using System.Text.RegularExpressions;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>
/// The text as Markdown: paragraphs on one line each, headings where the print is larger, pages parted by a rule, with what would
/// be markup escaped. Rows of tables keep their lines.
/// </summary>
internal sealed partial class MarkdownExport(Stream output, bool joinHyphens) : TextWriterExport(output)
{
    private bool _first = true;

    public override async Task PageAsync(PageResult page)
    {
        if (page.Status != PageStatus.Succeeded)
            return;
        if (!_first)
            await Writer.WriteAsync("\n---\n\n");
        _first = false;
        bool firstParagraph = true;
        LayoutBlock[] blocks = [.. PageLayout.Of(page)];
        double usual = Headings.UsualHeight(blocks);
        foreach (LayoutBlock block in blocks)
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
        // Two blanks keep a line's end.
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
        // What makes a list, a heading, a rule or a quotation only at the beginning of a line.
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
