using System.Globalization;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>
/// hOCR 1.2: XHTML with <c>ocr_page</c>, <c>ocr_carea</c>, <c>ocr_par</c>, <c>ocr_line</c> and <c>ocrx_word</c>. Coordinates are pixels; of
/// a PDF page, pixels of the resolution that <c>scan_res</c> names. <c>x_wconf</c> is 0 to 100 and omitted for text that the file
/// contained.
/// </summary>
internal sealed class HocrExport(Stream output) : XmlLayoutExport(output)
{
    public static readonly ExportFormat Format =
        new("hocr", "document.hocr", "text/html; charset=utf-8", "hOCR") { Create = (output, _) => new HocrExport(output) };

    private const string Xhtml = "http://www.w3.org/1999/xhtml";

    public override async Task BeginAsync(ExportDocument document)
    {
        await Xml.WriteStartDocumentAsync();
        await Xml.WriteDocTypeAsync("html", null, null, null);
        await Xml.WriteStartElementAsync(null, "html", Xhtml);
        await Xml.WriteAttributeStringAsync("xml", "lang", null, "en");
        await Xml.WriteAttributeStringAsync(null, "lang", null, "en");
        await Xml.WriteStartElementAsync(null, "head", Xhtml);
        await Xml.WriteElementStringAsync(null, "title", Xhtml, XmlText.Clean(document.Row.Name));
        await MetaAsync("ocr-system", "OcrFunctions with tesseract");
        await MetaAsync("ocr-capabilities", "ocr_page ocr_carea ocr_par ocr_line ocrx_word");
        await MetaAsync("ocr-number-of-pages", (document.Row.PagesTotal ?? 0).ToString(CultureInfo.InvariantCulture));
        await Xml.WriteEndElementAsync();
        await Xml.WriteStartElementAsync(null, "body", Xhtml);
    }

    protected override double Scale(PageResult page) => PixelScale.Of(page);

    protected override Task StartPageAsync(PageResult page)
    {
        int dpi = PixelScale.Dpi(page);
        return StartAsync("div", "ocr_page", $"page_{page.Page}", PixelScale.PageBox(page),
            $"; ppageno {page.Page - 1}; scan_res {dpi} {dpi}");
    }

    protected override Task StartBlockAsync(ElementPlace place) =>
        StartAsync("div", "ocr_carea", $"block_{place.Page}_{place.Number}", place.Box);

    protected override async Task<bool> StartParagraphAsync(ElementPlace place)
    {
        await StartAsync("p", "ocr_par", $"par_{place.Page}_{place.Number}", place.Box);
        return true;
    }

    protected override Task StartLineAsync(ElementPlace place, IReadOnlyList<double> polygon) =>
        StartAsync("span", "ocr_line", $"line_{place.Page}_{place.Number}", place.Box, Baseline(polygon));

    protected override async Task WordsAsync(IReadOnlyList<PageWord> words, double scale)
    {
        foreach (PageWord word in words)
        {
            string confidence =
                word.Confidence is { } known ? string.Create(CultureInfo.InvariantCulture, $"; x_wconf {Math.Round(known * 100)}") : "";
            await StartAsync("span", "ocrx_word", word.Id, PixelBox.Around(word.Polygon, scale), confidence);
            await Xml.WriteStringAsync(XmlText.Clean(word.Content));
            await Xml.WriteEndElementAsync();
        }
    }

    /// <summary>Baseline of a skewed line: slope, and offset from the box's lower left corner.</summary>
    private static string Baseline(IReadOnlyList<double> polygon)
    {
        double across = polygon[4] - polygon[6], down = polygon[5] - polygon[7];
        return across <= 0 || Math.Abs(down) < 1e-6 * across ? ""
            : string.Create(CultureInfo.InvariantCulture, $"; baseline {down / across:0.#####} 0");
    }

    private async Task StartAsync(string element, string kind, string id, PixelBox box, string more = "")
    {
        await Xml.WriteStartElementAsync(null, element, Xhtml);
        await Xml.WriteAttributeStringAsync(null, "class", null, kind);
        await Xml.WriteAttributeStringAsync(null, "id", null, id);
        string title = string.Create(CultureInfo.InvariantCulture, $"bbox {box.Left} {box.Top} {box.Right} {box.Bottom}{more}");
        await Xml.WriteAttributeStringAsync(null, "title", null, title);
    }

    private async Task MetaAsync(string name, string content)
    {
        await Xml.WriteStartElementAsync(null, "meta", Xhtml);
        await Xml.WriteAttributeStringAsync(null, "name", null, name);
        await Xml.WriteAttributeStringAsync(null, "content", null, content);
        await Xml.WriteEndElementAsync();
    }
}
