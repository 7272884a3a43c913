using System.Globalization;
using System.Xml;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>
/// hOCR 1.2: XHTML with <c>ocr_page</c>, <c>ocr_carea</c>, <c>ocr_par</c>, <c>ocr_line</c> and <c>ocrx_word</c>. Places are pixels; of a
/// PDF page, pixels of the resolution that <c>scan_res</c> names. <c>x_wconf</c> is 0 to 100 and left out for text that the file carried.
/// </summary>
internal sealed class HocrExport(Stream output) : IPageExport
{
    private const string Xhtml = "http://www.w3.org/1999/xhtml";

    private readonly XmlWriter _xml = XmlWriter.Create(output, XmlText.Settings);

    public async Task BeginAsync(ExportDocument document)
    {
        await _xml.WriteStartDocumentAsync();
        await _xml.WriteDocTypeAsync("html", null, null, null);
        await _xml.WriteStartElementAsync(null, "html", Xhtml);
        await _xml.WriteAttributeStringAsync("xml", "lang", null, "en");
        await _xml.WriteAttributeStringAsync(null, "lang", null, "en");
        await _xml.WriteStartElementAsync(null, "head", Xhtml);
        await _xml.WriteElementStringAsync(null, "title", Xhtml, XmlText.Clean(document.Row.Name));
        await MetaAsync("ocr-system", "OcrFunctions with tesseract");
        await MetaAsync("ocr-capabilities", "ocr_page ocr_carea ocr_par ocr_line ocrx_word");
        await MetaAsync("ocr-number-of-pages", (document.Row.PagesTotal ?? 0).ToString(CultureInfo.InvariantCulture));
        await _xml.WriteEndElementAsync();
        await _xml.WriteStartElementAsync(null, "body", Xhtml);
    }

    public async Task PageAsync(PageResult page)
    {
        double scale = PixelScale.Of(page);
        int dpi = PixelScale.Dpi(page), block = 0, paragraph = 0, line = 0;
        await StartAsync("div", "ocr_page", $"page_{page.Page}", PixelScale.PageBox(page), $"; ppageno {page.Page - 1}; scan_res {dpi} {dpi}");
        foreach (LayoutBlock inBlock in PageLayout.Of(page))
        {
            await StartAsync("div", "ocr_carea", $"block_{page.Page}_{++block}", Box.Around(inBlock.Block.Polygon, scale));
            foreach (LayoutParagraph inParagraph in inBlock.Paragraphs)
            {
                await StartAsync("p", "ocr_par", $"par_{page.Page}_{++paragraph}", Box.Around(inParagraph.Lines.Select(l => Box.Around(l.Line.Polygon, scale))));
                foreach (LayoutLine inLine in inParagraph.Lines)
                {
                    await StartAsync("span", "ocr_line", $"line_{page.Page}_{++line}", Box.Around(inLine.Line.Polygon, scale), Baseline(inLine.Line.Polygon));
                    foreach (PageWord word in inLine.Words)
                        await WordAsync(word, scale);
                    await _xml.WriteEndElementAsync();
                }

                await _xml.WriteEndElementAsync();
            }

            await _xml.WriteEndElementAsync();
        }

        await _xml.WriteEndElementAsync();
    }

    public async Task EndAsync()
    {
        await _xml.WriteEndDocumentAsync();
        await _xml.FlushAsync();
    }

    public async ValueTask DisposeAsync() => await _xml.DisposeAsync();

    private async Task WordAsync(PageWord word, double scale)
    {
        string confidence = word.Confidence is { } known ? string.Create(CultureInfo.InvariantCulture, $"; x_wconf {Math.Round(known * 100)}") : "";
        await StartAsync("span", "ocrx_word", word.Id, Box.Around(word.Polygon, scale), confidence);
        await _xml.WriteStringAsync(XmlText.Clean(word.Content));
        await _xml.WriteEndElementAsync();
    }

    /// <summary>How much the line rises to the right, for a page that lies askew: slope, and offset from the box's lower left corner.</summary>
    private static string Baseline(IReadOnlyList<double> polygon)
    {
        double across = polygon[4] - polygon[6], down = polygon[5] - polygon[7];
        return across <= 0 || Math.Abs(down) < 1e-6 * across ? "" : string.Create(CultureInfo.InvariantCulture, $"; baseline {down / across:0.#####} 0");
    }

    private async Task StartAsync(string element, string kind, string id, Box box, string more = "")
    {
        await _xml.WriteStartElementAsync(null, element, Xhtml);
        await _xml.WriteAttributeStringAsync(null, "class", null, kind);
        await _xml.WriteAttributeStringAsync(null, "id", null, id);
        await _xml.WriteAttributeStringAsync(null, "title", null, string.Create(CultureInfo.InvariantCulture, $"bbox {box.Left} {box.Top} {box.Right} {box.Bottom}{more}"));
    }

    private async Task MetaAsync(string name, string content)
    {
        await _xml.WriteStartElementAsync(null, "meta", Xhtml);
        await _xml.WriteAttributeStringAsync(null, "name", null, name);
        await _xml.WriteAttributeStringAsync(null, "content", null, content);
        await _xml.WriteEndElementAsync();
    }
}
