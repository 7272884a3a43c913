using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>Pages and languages that are not available.</summary>
public sealed class EngineRefusalTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private readonly TestDocuments _documents = fixture.Documents;
    private readonly EngineClient _engine = fixture.Engine;

    [Fact]
    public async Task A_missing_language_is_named_with_the_installed_ones_and_what_to_install()
    {
        EngineReply reply = await _engine.Recognize(_documents.Pdf(new PdfTestPage()), DocumentKind.Pdf, language: "eng+tlh_pqd");
        AssertError(EngineErrorCodes.LanguageNotInstalled, reply, "tlh_pqd", "Installed: ", "eng", "tesseract-ocr-tlh-pqd");
        Assert.DoesNotContain("osd", reply.Error!.Message);
    }

    [Theory]
    [InlineData("osd")]
    [InlineData("equ")]
    [InlineData("ENG")]
    public async Task A_code_for_which_nothing_can_be_installed_gets_no_advice_to_install_it(string code)
    {
        EngineReply reply = await _engine.Recognize(_documents.Pdf(new PdfTestPage()), DocumentKind.Pdf, language: code);
        AssertError(EngineErrorCodes.LanguageNotInstalled, reply, code, "Installed: ", "eng");
        Assert.DoesNotContain("apt-get", reply.Error!.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("+")]
    [InlineData("eng+")]
    [InlineData("../eng")]
    [InlineData("/etc/passwd")]
    [InlineData("eng;deu")]
    [InlineData("~eng")]
    [InlineData("osd")]
    public async Task An_invalid_language_code_is_refused(string language) =>
        AssertError(EngineErrorCodes.LanguageNotInstalled,
            await _engine.Recognize(_documents.Pdf(new PdfTestPage()), DocumentKind.Pdf, language: language));

    [Fact]
    public async Task A_page_past_the_end_is_not_found()
    {
        string pdf = _documents.Pdf(new PdfTestPage());
        string tiff = _documents.Draw(pdf, "tiff", dpi: 50), png = _documents.Draw(pdf, "png", dpi: 50);
        foreach (int page in new[] { 0, 2 })
        {
            AssertError(EngineErrorCodes.PageNotFound, await _engine.Recognize(pdf, DocumentKind.Pdf, page), $"{page}");
            AssertError(EngineErrorCodes.PageNotFound, await _engine.Recognize(tiff, DocumentKind.Tiff, page), $"{page}");
            AssertError(EngineErrorCodes.PageNotFound, await _engine.Recognize(png, DocumentKind.Png, page), $"{page}");
        }
    }

    [Fact]
    public async Task More_pixels_than_the_limit_are_refused_before_they_are_decoded()
    {
        string bomb = _documents.File("png", PngTestFile.Claiming(60_000, 60_000));
        AssertError(EngineErrorCodes.PageTooLarge, await _engine.Recognize(bomb, DocumentKind.Png), "60000 x 60000");
        // With an intact header, the same few bytes are damaged and not too large: so the size alone was the reason.
        string liar = _documents.File("png", PngTestFile.Claiming(1_000, 1_000));
        AssertError(EngineErrorCodes.DamagedFile, await _engine.Recognize(liar, DocumentKind.Png));
        AssertError(EngineErrorCodes.PageTooLarge, await _engine.Recognize(liar, DocumentKind.Png, maxPixels: 999_999));
    }

    [Fact]
    public async Task A_side_longer_than_Tesseract_supports_is_refused() =>
        AssertError(EngineErrorCodes.PageTooLarge,
            await _engine.Recognize(_documents.File("png", PngTestFile.Claiming(40_000, 10)), DocumentKind.Png));

    [Fact]
    public async Task A_PDF_page_of_excessive_size_is_refused()
    {
        string pdf = _documents.Pdf(new PdfTestPage { Width = 200_000, Height = 200_000 }.Text(100, 100, 40, "Grass"));
        AssertError(EngineErrorCodes.PageTooLarge, await _engine.Recognize(pdf, DocumentKind.Pdf), "inches");
    }

    [Fact]
    public async Task An_image_in_a_PDF_is_refused_by_its_declared_size()
    {
        byte[] bomb =
            PdfTestFile.Stream("/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceGray /BitsPerComponent 8",
                [0]);
        string pdf = _documents.Pdf(new PdfTestPage().Image(bomb, 0, 0, 595, 842));
        AssertError(EngineErrorCodes.PageTooLarge, await _engine.Recognize(pdf, DocumentKind.Pdf), "3600000000");
    }

    [Theory]
    [InlineData("bomb-60000x60000-1bit.png", DocumentKind.Png)]
    [InlineData("bomb-14000x14000-rgb.png", DocumentKind.Png)]
    [InlineData("bomb-header-lies.png", DocumentKind.Png)]
    [InlineData("bomb-header-lies.tif", DocumentKind.Tiff)]
    public async Task Decompression_bombs_of_the_corpus_are_refused(string name, DocumentKind kind) =>
        AssertError(EngineErrorCodes.PageTooLarge, await _engine.Recognize(Repository.SharedFile("corpus", name), kind));

    [Fact]
    public async Task Damaged_image_data_is_an_error_with_a_reason()
    {
        byte[] bitmap = ImageTestFiles.Bmp(_documents.DrawGray(_documents.Pdf(PdfTestPage.OfProse("Some text"))));
        string cut = _documents.File("bmp", bitmap.AsSpan(0, bitmap.Length / 3));
        AssertError(EngineErrorCodes.DamagedFile, await _engine.Recognize(cut, DocumentKind.Bmp), "pixRead");
    }

    [Fact]
    public async Task A_file_whose_format_changed_since_its_inspection_is_refused() =>
        AssertError(EngineErrorCodes.DamagedFile, await _engine.Recognize(_documents.Pdf(new PdfTestPage()), DocumentKind.Png), "Pdf");

    private static void AssertError(string code, EngineReply reply, params string[] said)
    {
        Assert.Equal(code, reply.Error?.Code);
        foreach (string word in said)
            Assert.Contains(word, reply.Error!.Message);
    }
}
