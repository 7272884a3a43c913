using System.Globalization;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>
/// Tab-separated values with Tesseract's columns: <c>level</c> 1 to 5 for page, block, paragraph, line and word, and their
/// numbers. Coordinates are pixels; of a PDF page, pixels of the recognized image's resolution. <c>conf</c> is 0 to 100, -1 if there is
/// none.
/// </summary>
internal sealed class TsvExport(Stream output) : TextWriterExport(output)
{
    public static readonly ExportFormat Format =
        new("tsv", "document.tsv", "text/tab-separated-values; charset=utf-8", "TSV") { Create = (output, _) => new TsvExport(output) };

    public override Task BeginAsync(ExportDocument document) =>
        Writer.WriteLineAsync("level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext");

    public override async Task PageAsync(PageLayout layout)
    {
        PageResult page = layout.Page;
        double scale = PixelScale.Of(page);
        await RowAsync(1, page.Page, 0, 0, 0, 0, PixelScale.PageBox(page), -1, "");
        int block = 0;
        foreach (LayoutBlock inBlock in layout.Blocks)
        {
            await RowAsync(2, page.Page, ++block, 0, 0, 0, PixelBox.Around(inBlock.Block.Polygon, scale), -1, "");
            for (int p = 0; p < inBlock.Paragraphs.Count; p++)
                await ParagraphAsync(page.Page, block, p + 1, inBlock.Paragraphs[p], scale);
        }
    }

    private async Task ParagraphAsync(int page, int block, int number, LayoutParagraph paragraph, double scale)
    {
        PixelBox around = PixelBox.Around(paragraph.Lines.Select(line => PixelBox.Around(line.Line.Polygon, scale)));
        await RowAsync(3, page, block, number, 0, 0, around, -1, "");
        for (int l = 0; l < paragraph.Lines.Count; l++)
        {
            LayoutLine line = paragraph.Lines[l];
            await RowAsync(4, page, block, number, l + 1, 0, PixelBox.Around(line.Line.Polygon, scale), -1, "");
            for (int w = 0; w < line.Words.Count; w++)
            {
                PageWord word = line.Words[w];
                await RowAsync(5, page, block, number, l + 1, w + 1, PixelBox.Around(word.Polygon, scale), word.Confidence * 100 ?? -1,
                    word.Content);
            }
        }
    }

    private Task RowAsync(int level, int page, int block, int paragraph, int line, int word, PixelBox box, double confidence,
        string text) =>
        Writer.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{level}\t{page}\t{block}\t{paragraph}\t{line}\t{word}\t{box.Left}\t{box.Top}\t{box.Width}\t{box.Height}"
                + $"\t{confidence:0.##}\t{OneCell(text)}"));

    private static string OneCell(string text) =>
        text.AsSpan().IndexOfAny('\t', '\n', '\r') < 0 ? text : text.Replace('\t', ' ').Replace('\n', ' ').Replace('\r', ' ');
}
