using System.Globalization;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>
/// ALTO 4. Coordinates are pixels for images; for PDF, whose pages have a size and no pixels, 1/1200 inch. <c>WC</c> is 0 to 1 and omitted
/// for text that the file contained; a skewed word has its polygon as <c>Shape</c>.
/// </summary>
internal sealed class AltoExport(Stream output) : XmlLayoutExport(output)
{
    public static readonly ExportFormat Format =
        new("alto", "document.alto.xml", "application/xml; charset=utf-8", "ALTO") { Create = (output, _) => new AltoExport(output) };

    private const string Alto = "http://www.loc.gov/standards/alto/ns-v4#";

    private const string Schema = "http://www.loc.gov/alto/v4/alto-4-4.xsd", Instance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>Units of ALTO's <c>inch1200</c> for each inch.</summary>
    private const double PerInch = 1_200;

    public override async Task BeginAsync(ExportDocument document)
    {
        bool inches = document.Row.Kind == EngineProtocol.DocumentKind.Pdf;
        await Xml.WriteStartDocumentAsync();
        await Xml.WriteStartElementAsync(null, "alto", Alto);
        await Xml.WriteAttributeStringAsync("xsi", "schemaLocation", Instance, $"{Alto} {Schema}");
        await StartAsync("Description");
        await Xml.WriteElementStringAsync(null, "MeasurementUnit", Alto, inches ? "inch1200" : "pixel");
        await StartAsync("sourceImageInformation");
        await Xml.WriteElementStringAsync(null, "fileName", Alto, XmlText.Clean(document.Row.Name));
        await Xml.WriteEndElementAsync();
        await StartAsync("Processing", ("ID", "OCR"));
        await StartAsync("processingSoftware");
        await Xml.WriteElementStringAsync(null, "softwareName", Alto, "OcrFunctions with tesseract");
        await Xml.WriteEndElementAsync();
        await Xml.WriteEndElementAsync();
        await Xml.WriteEndElementAsync();
        await StartAsync("Layout");
    }

    protected override double Scale(PageResult page) => page.Unit == "inch" ? PerInch : 1;

    protected override async Task StartPageAsync(PageResult page)
    {
        double scale = Scale(page);
        string number = Number(page.Page), width = Number((page.Width ?? 0) * scale), height = Number((page.Height ?? 0) * scale);
        await StartAsync("Page", [
            ("ID", $"page_{number}"), ("PHYSICAL_IMG_NR", number), ("WIDTH", width), ("HEIGHT", height), .. Languages(page),
            .. PageConfidence(page)]);
        await StartAsync("PrintSpace", ("HPOS", "0"), ("VPOS", "0"), ("WIDTH", width), ("HEIGHT", height));
    }

    protected override async Task EndPageAsync()
    {
        await Xml.WriteEndElementAsync();
        await Xml.WriteEndElementAsync();
    }

    protected override Task StartBlockAsync(ElementPlace place) =>
        StartAsync("TextBlock", [("ID", $"block_{place.Page}_{place.Number}"), .. Position(place.Box)]);

    protected override Task StartLineAsync(ElementPlace place, IReadOnlyList<double> polygon) =>
        StartAsync("TextLine", [("ID", $"line_{place.Page}_{place.Number}"), .. Position(place.Box)]);

    protected override async Task WordsAsync(IReadOnlyList<PageWord> words, double scale)
    {
        PixelBox before = default;
        for (int i = 0; i < words.Count; i++)
        {
            PageWord word = words[i];
            PixelBox box = PixelBox.Around(word.Polygon, scale);
            // Adjacent words in the text (scripts without spaces) have none between them.
            if (i > 0 && words[i - 1].Span.Offset + words[i - 1].Span.Length < word.Span.Offset)
            {
                string left = Number(Math.Min(before.Right, box.Left)), width = Number(Math.Max(0, box.Left - before.Right));
                await EmptyAsync("SP", ("HPOS", left), ("VPOS", Number(box.Top)), ("WIDTH", width));
            }

            await StartAsync("String",
                [("ID", word.Id), .. Position(box), ("CONTENT", XmlText.Clean(word.Content)), .. WordConfidence(word)]);
            if (IsAskew(word.Polygon))
                await ShapeAsync(word.Polygon, scale);
            await Xml.WriteEndElementAsync();
            before = box;
        }
    }

    private async Task ShapeAsync(IReadOnlyList<double> polygon, double scale)
    {
        await StartAsync("Shape");
        IEnumerable<string> points =
            Enumerable.Range(0, 4).Select(i => $"{Number(polygon[2 * i] * scale)},{Number(polygon[2 * i + 1] * scale)}");
        await EmptyAsync("Polygon", ("POINTS", string.Join(' ', points)));
        await Xml.WriteEndElementAsync();
    }

    private static bool IsAskew(IReadOnlyList<double> p) =>
        Math.Abs(p[1] - p[3]) > 0.02 * Math.Abs(p[0] - p[2]) && Math.Abs(p[0] - p[2]) > 0.02 * Math.Abs(p[1] - p[3]);

    private static (string, string)[] Position(PixelBox box) =>
        [("HPOS", Number(box.Left)), ("VPOS", Number(box.Top)), ("WIDTH", Number(box.Width)), ("HEIGHT", Number(box.Height))];

    private static (string, string)[] WordConfidence(PageWord word) => Confidence("WC", word.Confidence);

    private static (string, string)[] PageConfidence(PageResult page) => Confidence("PC", page.Confidence);

    private static (string, string)[] Confidence(string name, double? value) =>
        value is { } known ? [(name, known.ToString("0.####", CultureInfo.InvariantCulture))] : [];

    /// <summary>
    /// ALTO requires one language in the form of RFC 4646; Tesseract's codes are ISO 639-2 with variants after an underscore.
    /// </summary>
    private static (string, string)[] Languages(PageResult page) =>
        page.Language is { Length: >= 3 } codes && !codes.Contains('+', StringComparison.Ordinal)
        && codes[..3].All(char.IsAsciiLetterLower) && (codes.Length == 3 || codes[3] == '_')
            ? [("LANG", codes[..3])]
            : [];

    private static string Number(double value) => Math.Max(0, Math.Round(value)).ToString(CultureInfo.InvariantCulture);

    private async Task StartAsync(string element, params (string Name, string Value)[] attributes)
    {
        await Xml.WriteStartElementAsync(null, element, Alto);
        foreach ((string name, string value) in attributes)
            await Xml.WriteAttributeStringAsync(null, name, null, value);
    }

    private async Task EmptyAsync(string element, params (string Name, string Value)[] attributes)
    {
        await StartAsync(element, attributes);
        await Xml.WriteEndElementAsync();
    }
}
