using System.Globalization;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>
/// The words that need review as comma-separated values (RFC 4180), in page order: id, page, word, confidence, reasons, and the polygon in
/// the page's unit. A cell that a spreadsheet would interpret as a formula is prefixed with an apostrophe.
/// </summary>
/// <param name="output">Receives the rows.</param>
/// <param name="reviewBelow">Confidence, 0 to 1, below which a word needs review.</param>
internal sealed class ReviewCsvExport(Stream output, double reviewBelow) : TextWriterExport(output)
{
    public static readonly ExportFormat Format = new("words.csv", "words.csv", "text/csv; charset=utf-8", "Words to review (CSV)")
    {
        Suffix = ".words.csv",
        Create = (output, options) => new ReviewCsvExport(output, options.ReviewBelow),
    };

    private const string Header = "id,page,content,confidence,reasons,unit,x1,y1,x2,y2,x3,y3,x4,y4";

    public override Task BeginAsync(ExportDocument document) => WriteRowAsync(Header);

    public override async Task PageAsync(PageLayout layout)
    {
        PageResult page = layout.Page;
        foreach (PageWord word in page.Words ?? [])
        {
            IReadOnlyList<string> reasons = ReviewReasons.Of(word, reviewBelow);
            if (reasons.Count == 0)
                continue;
            string polygon = string.Join(',', word.Polygon.Select(number => number.ToString("0.####", CultureInfo.InvariantCulture)));
            string content = Cell(word.Content), why = string.Join(' ', reasons);
            await WriteRowAsync(string.Create(
                CultureInfo.InvariantCulture, $"{word.Id},{page.Page},{content},{word.Confidence:0.####},{why},{page.Unit},{polygon}"));
        }
    }

    // RFC 4180 ends rows with CR and LF.
    private Task WriteRowAsync(string row) => Writer.WriteAsync(row + "\r\n");

    private static string Cell(string content)
    {
        string safe = content is ['=' or '+' or '-' or '@' or '\t', ..] ? "'" + content : content;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"")}\"";
    }
}
