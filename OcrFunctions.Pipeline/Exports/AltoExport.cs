using System.Globalization;
using System.Xml;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>
/// ALTO 4. Places are pixels for images; for PDF, whose pages have a size and no pixels, 1/1200 inch. <c>WC</c> is 0 to 1 and left out for
/// text that the file carried; a word that lies askew has its polygon as <c>Shape</c>.
/// </summary>
internal sealed class AltoExport(Stream output) : IPageExport
{
    private const string Alto = "http://www.loc.gov/standards/alto/ns-v4#", Schema = "http://www.loc.gov/alto/v4/alto-4-4.xsd", Instance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>Units of ALTO's <c>inch1200</c> for each inch.</summary>
    private const double PerInch = 1_200;

    private readonly XmlWriter _xml = XmlWriter.Create(output, XmlText.Settings);

    public async Task BeginAsync(ExportDocument document)
    {
        bool inches = document.Row.Kind == nameof(EngineProtocol.DocumentKind.Pdf);
        await _xml.WriteStartDocumentAsync();
        await _xml.WriteStartElementAsync(null, "alto", Alto);
        await _xml.WriteAttributeStringAsync("xsi", "schemaLocation", Instance, $"{Alto} {Schema}");
        await StartAsync("Description");
        await _xml.WriteElementStringAsync(null, "MeasurementUnit", Alto, inches ? "inch1200" : "pixel");
        await StartAsync("sourceImageInformation");
        await _xml.WriteElementStringAsync(null, "fileName", Alto, XmlText.Clean(document.Row.Name));
        await _xml.WriteEndElementAsync();
        await StartAsync("Processing", ("ID", "OCR"));
        await StartAsync("processingSoftware");
        await _xml.WriteElementStringAsync(null, "softwareName", Alto, "OcrFunctions with tesseract");
        await _xml.WriteEndElementAsync();
        await _xml.WriteEndElementAsync();
        await _xml.WriteEndElementAsync();
        await StartAsync("Layout");
    }

    public async Task PageAsync(PageResult page)
    {
        double scale = page.Unit == "inch" ? PerInch : 1;
        string number = Number(page.Page), width = Number((page.Width ?? 0) * scale), height = Number((page.Height ?? 0) * scale);
        await StartAsync("Page", [("ID", $"page_{number}"), ("PHYSICAL_IMG_NR", number), ("WIDTH", width), ("HEIGHT", height), .. Languages(page), .. PageConfidence(page)]);
        await StartAsync("PrintSpace", ("HPOS", "0"), ("VPOS", "0"), ("WIDTH", width), ("HEIGHT", height));
        int block = 0, line = 0;
        foreach (LayoutBlock inBlock in PageLayout.Of(page))
        {
            await StartAsync("TextBlock", [("ID", $"block_{number}_{++block}"), .. Place(Box.Around(inBlock.Block.Polygon, scale))]);
            foreach (LayoutLine inLine in inBlock.Paragraphs.SelectMany(paragraph => paragraph.Lines))
            {
                await StartAsync("TextLine", [("ID", $"line_{number}_{++line}"), .. Place(Box.Around(inLine.Line.Polygon, scale))]);
                await WordsAsync(inLine.Words, scale);
                await _xml.WriteEndElementAsync();
            }

            await _xml.WriteEndElementAsync();
        }

        await _xml.WriteEndElementAsync();
        await _xml.WriteEndElementAsync();
    }

    public async Task EndAsync()
    {
        await _xml.WriteEndDocumentAsync();
        await _xml.FlushAsync();
    }

    public async ValueTask DisposeAsync() => await _xml.DisposeAsync();

    private async Task WordsAsync(IReadOnlyList<PageWord> words, double scale)
    {
        Box before = default;
        for (int i = 0; i < words.Count; i++)
        {
            PageWord word = words[i];
            Box box = Box.Around(word.Polygon, scale);
            // Words that touch in the text (scripts without spaces) have none between them.
            if (i > 0 && words[i - 1].Span.Offset + words[i - 1].Span.Length < word.Span.Offset)
                await EmptyAsync("SP", ("HPOS", Number(Math.Min(before.Right, box.Left))), ("VPOS", Number(box.Top)), ("WIDTH", Number(Math.Max(0, box.Left - before.Right))));
            await StartAsync("String", [("ID", word.Id), .. Place(box), ("CONTENT", XmlText.Clean(word.Content)), .. WordConfidence(word)]);
            if (IsAskew(word.Polygon))
                await ShapeAsync(word.Polygon, scale);
            await _xml.WriteEndElementAsync();
            before = box;
        }
    }

    private async Task ShapeAsync(IReadOnlyList<double> polygon, double scale)
    {
        await StartAsync("Shape");
        await EmptyAsync("Polygon", ("POINTS", string.Join(' ', Enumerable.Range(0, 4).Select(i => $"{Number(polygon[2 * i] * scale)},{Number(polygon[2 * i + 1] * scale)}"))));
        await _xml.WriteEndElementAsync();
    }

    private static bool IsAskew(IReadOnlyList<double> p) => Math.Abs(p[1] - p[3]) > 0.02 * Math.Abs(p[0] - p[2]) && Math.Abs(p[0] - p[2]) > 0.02 * Math.Abs(p[1] - p[3]);

    private static (string, string)[] Place(Box box) => [("HPOS", Number(box.Left)), ("VPOS", Number(box.Top)), ("WIDTH", Number(box.Width)), ("HEIGHT", Number(box.Height))];

    private static (string, string)[] WordConfidence(PageWord word) => word.Confidence is { } known ? [("WC", known.ToString("0.####", CultureInfo.InvariantCulture))] : [];

    private static (string, string)[] PageConfidence(PageResult page) => page.Confidence is { } known ? [("PC", known.ToString("0.####", CultureInfo.InvariantCulture))] : [];

    /// <summary>ALTO wants one language by RFC 4646; Tesseract's codes are of ISO 639-2 with variants behind an underscore.</summary>
    private static (string, string)[] Languages(PageResult page) =>
        page.Language is { Length: >= 3 } codes && codes.IndexOf('+', StringComparison.Ordinal) < 0 && codes[..3].All(char.IsAsciiLetterLower) && (codes.Length == 3 || codes[3] == '_') ? [("LANG", codes[..3])] : [];

    private static string Number(double value) => Math.Max(0, Math.Round(value)).ToString(CultureInfo.InvariantCulture);

    private async Task StartAsync(string element, params (string Name, string Value)[] attributes)
    {
        await _xml.WriteStartElementAsync(null, element, Alto);
        foreach ((string name, string value) in attributes)
            await _xml.WriteAttributeStringAsync(null, name, null, value);
    }

    private async Task EmptyAsync(string element, params (string Name, string Value)[] attributes)
    {
        await StartAsync(element, attributes);
        await _xml.WriteEndElementAsync();
    }
}
