using System.Text.Json;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>The file by which the engine makes a searchable PDF: recognised words, as corrected; those that the file carries itself are in it already.</summary>
internal sealed class TextLayerExport(Stream output) : TextWriterExport(output)
{
    public const string FileName = "layer.jsonl";

    public override async Task PageAsync(PageResult page)
    {
        // An image without words is a page of its PDF all the same; one that could not be opened is none.
        if (page.Status == PageStatus.Succeeded && page is { Width: { } width, Height: { } height })
            await Writer.WriteLineAsync(JsonSerializer.Serialize(new TextLayerPage(page.Page, width, height, page.DpiDeclared ?? page.Dpi, [.. Words(page)]), ProtocolJson.Options));
    }

    private static IEnumerable<TextLayerWord> Words(PageResult page)
    {
        foreach (LayoutLine line in PageLayout.Of(page).SelectMany(block => block.Paragraphs).SelectMany(paragraph => paragraph.Lines))
        {
            PageWord[] words = [.. line.Words.Where(word => word.Source == TextSource.Ocr)];
            for (int i = 0; i < words.Length; i++)
                yield return new TextLayerWord(words[i].Content, words[i].Polygon, i + 1 < words.Length && words[i].Span.Offset + words[i].Span.Length < words[i + 1].Span.Offset);
        }
    }
}
