using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using NJsonSchema;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Exports;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Exports;

/// <summary>
/// Whole documents through the whole app with the real engine, each export checked by an independent program and compared with the JSON.
/// </summary>
public sealed class EveryExportTests(AzuriteFixture azurite) : IDisposable
{
    private static readonly bool HasGhostscript = File.Exists("/usr/bin/gs");

    private readonly TestDocuments _documents = new();

    [Fact]
    public Task Every_export_of_a_scanned_pdf_is_valid() =>
        HoldAsync("letter.pdf", File.ReadAllBytes(Repository.File("samples", "letter.pdf")), "eng", pages: 2);

    [Fact]
    public Task Every_export_of_a_mixed_pdf_is_valid() =>
        HoldAsync("mixed.pdf", File.ReadAllBytes(Repository.File("samples", "mixed.pdf")), "eng", pages: 2);

    [Fact]
    public Task Every_export_of_a_tiff_in_another_language_is_valid()
    {
        Assert.SkipUnless(InstalledModel.Has("deu"), "the model for German is not installed");
        string[][] texts =
            [["Die Prüfung der Bücher beginnt am Montag,", "sobald der Müller zurück ist."],
                ["Gegenüber liegt eine größere Mühle,", "die seit Jahren stillsteht."]];
        GrayImage[] pages = [.. texts.Select(lines => _documents.DrawGray(_documents.Pdf(PdfTestPage.OfProse(lines))))];
        return HoldAsync("prüfung.tif", new TiffTestFile().Write(pages), "deu", pages: 2);
    }

    public void Dispose() => _documents.Dispose();

    private async Task HoldAsync(string name, byte[] content, string language, int pages)
    {
        string exports = ExportFormats.Default + (HasGhostscript ? ",pdfa" : "");
        await using AppHarness app = await AppHarness.StartAsync(azurite, engine: null, settings: new() { ["Ocr:Exports"] = exports });
        string id = (string)(await app.PostAsync(content, $"name={Uri.EscapeDataString(name)}&language={language}"))["id"]!;
        Assert.Equal("Succeeded", (string)(await app.EndAsync(id))["status"]!);

        JsonObject json = await HoldJsonAsync(app, id, language);
        TextLayerPage[] read = [.. json["pages"]!.AsArray().Select(page => Layer(page!.AsObject()))];
        Assert.Equal(pages, read.Length);
        Assert.All(read, page => Assert.NotEmpty(page.Words));
        string[] words = [.. read.SelectMany(page => page.Words).Select(word => word.Text)];
        await HoldAltoAsync(app, id, words);
        await HoldHocrAsync(app, id, words);
        await HoldTablesAsync(app, id, words);
        await HoldTextsAsync(app, id, json, words);
        await HoldPdfAsync(app, id, "pdf", read);
        if (!HasGhostscript)
            return;
        string archival = await HoldPdfAsync(app, id, "pdfa", read);
        if (Preflight.Missing is null)
            Assert.Empty(Preflight.Findings(archival));
    }

    private static async Task<JsonObject> HoldJsonAsync(AppHarness app, string id, string language)
    {
        string text = await app.Http.GetStringAsync($"api/documents/{id}/json", AppHarness.Stop);
        JsonSchema schema = await JsonSchema.FromFileAsync(Repository.File("docs", "schema", "document.schema.json"));
        Assert.Empty(schema.Validate(text));
        JsonObject json = JsonNode.Parse(text)!.AsObject();
        JsonNode model = Assert.Single(Assert.Single(json["engines"]!.AsArray())!["models"]!.AsArray())!;
        Assert.Equal(
            (language, Convert.ToHexStringLower(
                SHA256.HashData(await File.ReadAllBytesAsync(InstalledModel.Find(language), AppHarness.Stop)))),
                ((string)model["name"]!, (string)model["sha256"]!));
        return json;
    }

    private static async Task HoldAltoAsync(AppHarness app, string id, string[] words)
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, await app.Http.GetByteArrayAsync($"api/documents/{id}/alto", AppHarness.Stop),
                AppHarness.Stop);
            if (File.Exists("/usr/bin/xmllint"))
                CommandLine.Run("xmllint", "--noout", "--nonet", file);
            XElement alto = XElement.Load(file);
            Assert.Equal(words, alto.Descendants(alto.Name.Namespace + "String").Select(word => word.Attribute("CONTENT")!.Value));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task HoldHocrAsync(AppHarness app, string id, string[] words)
    {
        IDocument html = new HtmlParser().ParseDocument(await app.Http.GetStringAsync($"api/documents/{id}/hocr", AppHarness.Stop));
        Assert.Equal(words, html.GetElementsByClassName("ocrx_word").Select(word => word.TextContent));
        Assert.All(html.GetElementsByClassName("ocrx_word"), word => Assert.Equal("ocr_line", word.ParentElement!.ClassName));
    }

    private static async Task HoldTablesAsync(AppHarness app, string id, string[] words)
    {
        string[][] rows =
            [.. (await app.Http.GetStringAsync($"api/documents/{id}/tsv", AppHarness.Stop)).Split('\n',
                StringSplitOptions.RemoveEmptyEntries).Select(row => row.Split('\t'))];
        Assert.All(rows, row => Assert.Equal(12, row.Length));
        Assert.Equal(words, rows.Where(row => row[0] == "5").Select(row => row[11]));
        Assert.StartsWith("text/csv",
            $"{(await app.Http.GetAsync($"api/documents/{id}/words.csv", AppHarness.Stop)).Content.Headers.ContentType}");
    }

    private static async Task HoldTextsAsync(AppHarness app, string id, JsonObject json, string[] words)
    {
        string text = await app.Http.GetStringAsync($"api/documents/{id}/text", AppHarness.Stop);
        Assert.Equal(json["pages"]!.AsArray().Select(page => (string)page!["text"]!), text.Split('\f'));
        Assert.Equal(words, text.Split([' ', '\n', '\f'], StringSplitOptions.RemoveEmptyEntries));
        string markdown =
            (await app.Http.GetStringAsync($"api/documents/{id}/markdown", AppHarness.Stop)).Replace("\\", "", StringComparison.Ordinal);
        Assert.All(words.Where(word => word.All(char.IsLetter)), word => Assert.Contains(word, markdown));
    }

    private async Task<string> HoldPdfAsync(AppHarness app, string id, string form, TextLayerPage[] read)
    {
        string pdf = _documents.File("pdf", await app.Http.GetByteArrayAsync($"api/documents/{id}/{form}", AppHarness.Stop));
        CommandLine.Run("qpdf", "--check", pdf);
        List<PdfText.FoundPage> found = PdfText.Find(pdf);
        Assert.Equal(read.Length, found.Count);
        foreach ((TextLayerPage page, PdfText.FoundPage there) in read.Zip(found))
            PdfText.AssertHolds(page, there);
        return pdf;
    }

    /// <summary>A page of the JSON as the text layer expected in the PDF.</summary>
    private static TextLayerPage Layer(JsonObject page) => new(
        (int)page["page"]!, (double)page["width"]!, (double)page["height"]!, null,
        [.. page["words"]!.AsArray()
            .Select(word =>
                new TextLayerWord((string)word!["content"]!, [.. word["polygon"]!.AsArray().Select(number => (double)number!)],
                    Space: true))]);
}
