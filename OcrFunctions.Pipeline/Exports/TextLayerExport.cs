using System.Text.Json;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>
/// The file from which the engine makes a searchable PDF: recognized words, as corrected; the file's own text is already in it.
/// </summary>
internal sealed class TextLayerExport(Stream output) : TextWriterExport(output)
{
    public const string FileName = "layer.jsonl";

    public override async Task PageAsync(PageLayout layout)
    {
        PageResult page = layout.Page;
        // An image without words is still a page of its PDF; one that could not be opened is not.
        if (page.Status == PageStatus.Succeeded && page is { Width: { } width, Height: { } height })
        {
            var layer = new TextLayerPage(page.Page, width, height, page.DpiDeclared ?? page.Dpi, [.. Words(layout)]);
            await Writer.WriteLineAsync(JsonSerializer.Serialize(layer, ProtocolJson.Options));
        }
    }

    private static IEnumerable<TextLayerWord> Words(PageLayout page)
    {
        foreach (LayoutLine line in page.Lines)
        {
            PageWord[] words = [.. line.Words.Where(word => word.Source == TextSource.Ocr)];
            for (int i = 0; i < words.Length; i++)
            {
                bool spaceFollows = i + 1 < words.Length && words[i].Span.Offset + words[i].Span.Length < words[i + 1].Span.Offset;
                yield return new TextLayerWord(words[i].Content, words[i].Polygon, spaceFollows);
            }
        }
    }
}
