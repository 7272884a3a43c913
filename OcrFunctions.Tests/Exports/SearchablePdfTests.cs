using System.Text;
using System.Text.Json;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Engine;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Exports;

/// <summary>PDFs get a text layer over unchanged pages.</summary>
public sealed class SearchablePdfTests(EngineFixture fixture) : SearchableTests(fixture), IClassFixture<EngineFixture>
{
    private static readonly TextLayerPage Layer =
        TextLayers.Page(1, 595 / 72.0, 842 / 72.0, lines: ["The surveyor keeps a weather", "book beside his instruments"]);

    [Fact]
    public async Task Images_are_unchanged()
    {
        string scan = Scan(), made = await Make(scan, DocumentKind.Pdf, Layer);
        Assert.Equal(Images(scan), Images(made));
        Assert.Equal(Documents.DrawGray(scan).Pixels, Documents.DrawGray(made).Pixels);
        PdfText.AssertHolds(Layer, Assert.Single(PdfText.Find(made)));
    }

    [Fact]
    public async Task Attachments_are_kept()
    {
        string with = Documents.NewPath("pdf"), attachment = Documents.File("txt", "what was attached"u8);
        CommandLine.Run("qpdf", Scan(), "--add-attachment", attachment, "--key=note", "--", with);
        Assert.Equal("what was attached", CommandLine.Run("qpdf", "--show-attachment=note", await Make(with, DocumentKind.Pdf, Layer)));
    }

    [Fact]
    public async Task Form_fields_are_kept_with_their_values()
    {
        var page = new PdfTestPage();
        page.Annotations.Add(
            [.. "<< /Type /Annot /Subtype /Widget /FT /Tx /T (surname) /V (Ahlberg) /Rect [100 100 300 120] /P 7 0 R "u8,
            .. "/DA (/Helv 12 Tf) >>"u8]);
        string form = Documents.File("pdf", PdfTestFile.Write([page], _ => ("/AcroForm << /Fields [9 0 R] >>", [])));
        JsonElement field =
            Assert.Single(Json(await Make(form, DocumentKind.Pdf, Layer), "acroform").GetProperty("fields").EnumerateArray());
        Assert.Equal(("surname", "u:Ahlberg"), (field.GetProperty("fullname").GetString(), field.GetProperty("value").GetString()));
    }

    [Fact]
    public async Task Outlines_are_kept()
    {
        string book = Documents.File("pdf", PdfTestFile.Write([new PdfTestPage()], first => (
            $"/Outlines {first} 0 R",
            [$"<< /Type /Outlines /First {first + 1} 0 R /Last {first + 1} 0 R /Count 1 >>",
                $"<< /Title (Chapter one) /Parent {first} 0 R /Dest [7 0 R /Fit] >>"])));
        JsonElement outline = Assert.Single(Json(await Make(book, DocumentKind.Pdf, Layer), "outlines").EnumerateArray());
        Assert.Equal(("Chapter one", 1), (outline.GetProperty("title").GetString(), outline.GetProperty("destpageposfrom1").GetInt32()));
    }

    [Fact]
    public async Task Page_labels_are_kept()
    {
        string book =
            Documents.File("pdf",
                PdfTestFile.Write([new PdfTestPage(), new PdfTestPage()], _ => ("/PageLabels << /Nums [0 << /S /r /St 5 >>] >>", [])));
        Assert.Equal(Json(book, "pagelabels").GetRawText(), Json(await Make(book, DocumentKind.Pdf, Layer), "pagelabels").GetRawText());
    }

    [Fact]
    public async Task An_old_hidden_layer_is_replaced_and_not_duplicated()
    {
        string scan =
            Documents.Pdf(
                new PdfTestPage().Text(72, 700, 20, "seen").Text(72, 600, 12, "0ld m1staken w0rds", mode: 3).Text(72, 500, 20, "too"));
        string made = await Make(scan, DocumentKind.Pdf, Layer);
        List<string> found = [.. PdfText.Find(made)[0].Words.Select(word => word.Text)];
        Assert.Equal(Layer.Words.Select(word => word.Text).Append("seen").Append("too").Order(), found.Order());
        Assert.Equal(Documents.DrawGray(scan).Pixels, Documents.DrawGray(made).Pixels);
    }

    [Fact]
    public async Task An_old_hidden_layer_in_a_form_that_the_page_draws_is_replaced_too()
    {
        var page = new PdfTestPage();
        page.Image(PdfTestFile.Stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>",
            "BT 3 Tr /F1 12 Tf 72 700 Td (m1staken) Tj ET"u8.ToArray()), 0, 0, 1, 1);
        PdfText.AssertHolds(Layer, PdfText.Find(await Make(Documents.Pdf(page), DocumentKind.Pdf, Layer))[0]);
    }

    [Theory]
    [InlineData("(hidden ) Tj 0 Tr (seen) Tj")]
    [InlineData("(hidden ) Tj [(hid) -200 (den)] TJ 0 Tr (seen) Tj")]
    [InlineData("(a line) ' 0 Tr (seen) Tj")]
    [InlineData("3 1 (a line) \" 0 Tr (seen words) Tj 0 -20 Td 3 Tr (hidden) Tj 0 -20 Td 0 Tr (seen words) Tj")]
    public async Task Text_that_follows_hidden_text_on_its_line_does_not_move(string operators)
    {
        string page = Documents.Pdf(new PdfTestPage().Draw($"BT /F1 20 Tf 24 TL 72 700 Td 3 Tr {operators} ET"));
        string made = await Make(page, DocumentKind.Pdf, Layer);
        Assert.Equal(Documents.DrawGray(page).Pixels, Documents.DrawGray(made).Pixels);
    }

    [Fact]
    public async Task The_resources_of_a_page_may_be_inherited_and_shared()
    {
        string own = Documents.Pdf(PdfTestPage.OfProse("Printed by a press."), new PdfTestPage()), inherited = Documents.NewPath("pdf");
        string text = await File.ReadAllTextAsync(own, Encoding.Latin1, TestContext.Current.CancellationToken);
        int start = text.IndexOf("/Resources", StringComparison.Ordinal), end = text.IndexOf(" /Contents", StringComparison.Ordinal);
        string resources = text[start..end];
        text = text.Replace(resources, "", StringComparison.Ordinal).Replace("/Count 2", $"{resources} /Count 2", StringComparison.Ordinal);
        await File.WriteAllTextAsync(inherited, text, Encoding.Latin1, TestContext.Current.CancellationToken);
        string made = await Make(inherited, DocumentKind.Pdf, Layer with { Page = 2 });
        Assert.Equal(Documents.DrawGray(own).Pixels, Documents.DrawGray(made).Pixels);
        PdfText.AssertHolds(Layer, PdfText.Find(made)[1]);
    }

    [Fact]
    public async Task A_hidden_layer_of_a_pdf_with_a_password_is_replaced_and_nothing_else()
    {
        // The objects of a copy without the password have other numbers.
        string scan = Documents.Pdf(new PdfTestPage().Text(72, 700, 20, "seen").Text(72, 600, 12, "0ld m1staken w0rds", mode: 3));
        string locked = Documents.NewPath("pdf");
        await File.WriteAllBytesAsync(locked, await File.ReadAllBytesAsync(Qpdf.Encrypt(Documents, scan, "open", "owner"),
            TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        (string made, _) = await MakeWith(locked, DocumentKind.Pdf, "open", Layer);
        List<string> found = [.. PdfText.Find(made, "-upw", "open")[0].Words.Select(word => word.Text)];
        Assert.Equal(Layer.Words.Select(word => word.Text).Append("seen").Order(), found.Order());
        Assert.Equal(CommandLine.Run("qpdf", "--show-encryption", "--password=open", locked),
            CommandLine.Run("qpdf", "--show-encryption", "--password=open", made));
    }

    [Fact]
    public async Task A_text_layer_of_our_own_is_replaced_the_second_time()
    {
        string first = await Make(Scan(), DocumentKind.Pdf, TextLayers.Page(1, 595 / 72.0, 842 / 72.0, lines: ["Tne surveyer"]));
        PdfText.AssertHolds(Layer, PdfText.Find(await Make(first, DocumentKind.Pdf, Layer))[0]);
    }

    [Fact]
    public async Task Pages_with_their_own_text_are_unchanged()
    {
        string mixed = Documents.Pdf(PdfTestPage.OfProse("Printed by a press."), new PdfTestPage());
        string made = await Make(mixed, DocumentKind.Pdf, new TextLayerPage(1, 595 / 72.0, 842 / 72.0, null, []), Layer with { Page = 2 });
        Assert.Equal("Printed by a press.", string.Join(' ', PdfText.Find(made)[0].Words.Select(word => word.Text)));
        Assert.Equal(Drawing(mixed), Drawing(made));
        PdfText.AssertHolds(Layer, PdfText.Find(made)[1]);
    }

    [Fact]
    public async Task A_document_without_added_words_is_the_source_file_itself()
    {
        string printed = Documents.Pdf(PdfTestPage.OfProse("Printed by a press."));
        Assert.Equal(File.ReadAllBytes(printed),
            File.ReadAllBytes(await Make(printed, DocumentKind.Pdf, new TextLayerPage(1, 595 / 72.0, 842 / 72.0, null, []))));
    }

    [Fact]
    public async Task A_signed_pdf_is_not_modified_and_its_searchable_pdf_has_a_warning()
    {
        string signed = Documents.File("pdf", PdfTestFile.Write([new PdfTestPage()], _ => ("/AcroForm << /Fields [] /SigFlags 3 >>", [])));
        byte[] before = File.ReadAllBytes(signed);
        (string made, IReadOnlyList<EngineWarning>? warnings) = await MakeWith(signed, DocumentKind.Pdf, null, Layer);
        Assert.Equal(before, File.ReadAllBytes(signed));
        Assert.Equal([EngineWarningCodes.SignedPdf], warnings?.Select(warning => warning.Code));
        PdfText.AssertHolds(Layer, PdfText.Find(made)[0]);
        Assert.Null((await MakeWith(Scan(), DocumentKind.Pdf, null, Layer)).Warnings);
    }

    [Fact]
    public async Task Encryption_with_only_an_owner_password_is_kept()
    {
        string locked = Qpdf.Encrypt(Documents, Scan(), "", "owner"), made = await Make(locked, DocumentKind.Pdf, Layer);
        Assert.Equal(CommandLine.Run("qpdf", "--show-encryption", locked), CommandLine.Run("qpdf", "--show-encryption", made));
        PdfText.AssertHolds(Layer, PdfText.Find(made)[0]);
    }

    [Fact]
    public async Task A_pdf_that_requires_a_password_still_requires_it()
    {
        string locked = Qpdf.Encrypt(Documents, Scan(), "open", "owner");
        (string made, _) = await MakeWith(locked, DocumentKind.Pdf, "open", Layer);
        PdfText.AssertHolds(Layer, PdfText.Find(made, "-upw", "open")[0]);
        Assert.Throws<InvalidOperationException>(() => PdfText.Find(made));
    }

    private string Scan()
    {
        GrayImage picture = Documents.DrawGray(Documents.Pdf(PdfTestPage.OfProse("The surveyor keeps a weather book")), 100, 100);
        return Documents.Pdf(new PdfTestPage().Image(PdfTestPage.ImageOf(picture), 0, 0, 595, 842));
    }

    private static JsonElement Json(string pdf, string key)
    {
        using var json = JsonDocument.Parse(CommandLine.Run("qpdf", "--json", $"--json-key={key}", pdf));
        return json.RootElement.GetProperty(key).Clone();
    }

    /// <summary>Drawing operators of the first page.</summary>
    private static string Drawing(string pdf)
    {
        string contents = Assert.Single(Json(pdf, "pages")[0].GetProperty("contents").EnumerateArray()).GetString()!;
        return CommandLine.Run("qpdf", $"--show-object={contents.Split(' ')[0]}", "--filtered-stream-data", pdf);
    }
}
