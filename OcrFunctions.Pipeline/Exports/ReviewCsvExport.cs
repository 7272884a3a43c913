using System.Globalization;
using System.Text.Json;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>
/// The words that need review as comma-separated values (RFC 4180), the least certain first: id, page, word, confidence, reasons, and the
/// polygon in the page's unit. A cell that a spreadsheet would interpret as a formula is prefixed with an apostrophe.
/// </summary>
/// <param name="output">Receives the rows.</param>
/// <param name="maxWords">Maximum number of words for documents that request none; 0 for all.</param>
internal sealed class ReviewCsvExport(Stream output, int maxWords) : TextWriterExport(output)
{
    public static readonly ExportFormat Format = new("words.csv", "words.csv", "text/csv; charset=utf-8", "Words to review (CSV)")
    {
        Suffix = ".words.csv",
        Create = (output, options) => new ReviewCsvExport(output, options.MaxReviewWords),
    };

    private const string Header = "id,page,content,confidence,reasons,unit,x1,y1,x2,y2,x3,y3,x4,y4";

    private ReviewList _words = new(null);

    public override Task BeginAsync(ExportDocument document)
    {
        _words = new ReviewList(document.Row.GetOptions().ReviewLimit(maxWords));
        return WriteRowAsync(Header);
    }

    public override Task PageAsync(PageLayout layout)
    {
        _words.Add(layout.Page);
        return Task.CompletedTask;
    }

    public override async Task EndAsync()
    {
        foreach ((int page, string? unit, PageWord word) in _words.Words())
        {
            string polygon = string.Join(',', word.Polygon.Select(number => number.ToString("0.####", CultureInfo.InvariantCulture)));
            string content = Cell(word.Content);
            string why = string.Join(' ', word.Review!.Select(reason => JsonSerializer.Serialize(reason).Trim('"')));
            await WriteRowAsync(string.Create(
                CultureInfo.InvariantCulture, $"{word.Id},{page},{content},{word.Confidence:0.####},{why},{unit},{polygon}"));
        }

        await base.EndAsync();
    }

    // RFC 4180 ends rows with CR and LF.
    private Task WriteRowAsync(string row) => Writer.WriteAsync(row + "\r\n");

    private static string Cell(string content)
    {
        string safe = content is ['=' or '+' or '-' or '@' or '\t', ..] ? "'" + content : content;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"")}\"";
    }
}
