using System.Globalization;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>
/// The words worth a look as comma-separated values (RFC 4180), in page order: id, page, word, confidence, reasons, and the polygon in the
/// page's unit. A cell that a spreadsheet would take for a formula has an apostrophe before it.
/// </summary>
/// <param name="output">Takes the rows.</param>
/// <param name="reviewBelow">Confidence, 0 to 1, below which a word is worth a look.</param>
internal sealed class ReviewCsvExport(Stream output, double reviewBelow) : TextWriterExport(output)
{
    private const string Header = "id,page,content,confidence,reasons,unit,x1,y1,x2,y2,x3,y3,x4,y4";

    public override Task BeginAsync(ExportDocument document) => WriteRowAsync(Header);

    public override async Task PageAsync(PageResult page)
    {
        foreach (PageWord word in page.Words ?? [])
        {
            IReadOnlyList<string> reasons = ReviewReasons.Of(word, reviewBelow);
            if (reasons.Count == 0)
                continue;
            string polygon = string.Join(',', word.Polygon.Select(number => number.ToString("0.####", CultureInfo.InvariantCulture)));
            await WriteRowAsync(string.Create(CultureInfo.InvariantCulture, $"{word.Id},{page.Page},{Cell(word.Content)},{word.Confidence:0.####},{string.Join(' ', reasons)},{page.Unit},{polygon}"));
        }
    }

    // RFC 4180 ends rows with both.
    private Task WriteRowAsync(string row) => Writer.WriteAsync(row + "\r\n");

    private static string Cell(string content)
    {
        string safe = content is ['=' or '+' or '-' or '@' or '\t', ..] ? "'" + content : content;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"")}\"";
    }
}
