using System.Diagnostics;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

public sealed class EngineRecognitionTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private static readonly string[] Prose = TestProse.Three;

    /// <summary>Tesseract derives words and lines from different connected components, a few pixels (at 300 dpi) apart.</summary>
    private const double Slack = 0.02;

    private readonly TestDocuments _documents = fixture.Documents;
    private readonly EngineClient _engine = fixture.Engine;

    [Theory]
    [InlineData("png", DocumentKind.Png)]
    [InlineData("jpeg", DocumentKind.Jpeg)]
    [InlineData("tiff", DocumentKind.Tiff)]
    public async Task The_text_of_an_image_is_read(string format, DocumentKind kind)
    {
        RecognizedPage page = await _engine.Page(_documents.Draw(_documents.Pdf(PdfTestPage.OfProse(Prose)), format), kind);
        Assert.Equal(string.Join('\n', Prose), page.Text());
        Assert.Equal(("pixel", 200, 200), (page.Unit, page.DpiDeclared, page.DpiUsed));
        Assert.All(page.Words(), word => Assert.InRange(word.Confidence!.Value, 0.5, 1));
    }

    [Fact]
    public async Task Every_page_of_a_PDF_has_its_own_text()
    {
        string pdf = _documents.Pdf(PdfTestPage.OfProse(Prose[0]), PdfTestPage.OfProse(Prose[1]));
        Assert.Equal(Prose[1], (await _engine.Page(pdf, DocumentKind.Pdf, page: 2)).Text());
        Assert.Equal(Prose[0], (await _engine.Page(pdf, DocumentKind.Pdf, page: 1)).Text());
    }

    [Fact]
    public async Task A_page_names_what_recognized_it()
    {
        string image = _documents.Draw(_documents.Pdf(PdfTestPage.OfProse(Prose)), "png");
        RecognitionEngine engine = (await _engine.Page(image, DocumentKind.Png)).Engine!;
        Assert.Equal(("tesseract", _engine.Handshake.Hello!.Tesseract, _engine.Handshake.Hello.Leptonica),
            (engine.Name, engine.Version, engine.Leptonica));
        RecognitionModel model = Assert.Single(engine.Models);
        Assert.Equal(("eng", CommandLine.Run("sha256sum", InstalledModel.Find("eng")).Split(' ')[0]), (model.Name, model.Sha256));
        Assert.False(string.IsNullOrWhiteSpace(model.Version));
        // A page that keeps its own text was not recognized by any engine.
        Assert.Null((await _engine.Page(_documents.Pdf(PdfTestPage.OfProse(Prose)), DocumentKind.Pdf, mode: TextMode.Auto)).Engine);
    }

    [Fact]
    public async Task Every_page_of_a_TIFF_has_its_own_text()
    {
        GrayImage[] pages = [.. Prose.Select(line => _documents.DrawGray(_documents.Pdf(PdfTestPage.OfProse(line))))];
        string tiff = _documents.File("tif", new TiffTestFile().Write(pages));
        Assert.Equal(Prose[2], (await _engine.Page(tiff, DocumentKind.Tiff, page: 3)).Text());
        Assert.Equal(Prose[0], (await _engine.Page(tiff, DocumentKind.Tiff, page: 1)).Text());
    }

    [Fact]
    public async Task Words_are_within_their_line_in_text_and_in_position()
    {
        RecognizedPage page = await _engine.Page(_documents.Pdf(PdfTestPage.OfProse(Prose)), DocumentKind.Pdf);
        Assert.All(page.Blocks, block => Assert.Equal("flowing_text", block.Kind));
        foreach (RecognizedLine line in page.Lines())
        {
            AssertInOrder(line);
            (double left, double top, double right, double bottom) = line.Polygon.Box();
            Assert.All(line.Words, word =>
            {
                var box = word.Polygon.Box();
                Assert.True(box.Left < box.Right && box.Top < box.Bottom);
                Assert.InRange(box.Left, left - Slack, right);
                Assert.InRange(box.Right, left, right + Slack);
                Assert.InRange(box.Top, top - Slack, bottom);
                Assert.InRange(box.Bottom, top, bottom + Slack);
            });
        }
    }

    [Theory]
    [InlineData("chinese-one-line.png", DocumentKind.Png, "chi_tra")]
    [InlineData("phototest.tif", DocumentKind.Tiff, "eng")]
    [InlineData("bank-table-96dpi.png", DocumentKind.Png, "eng")]
    [InlineData("book-colour-footnotes.jpg", DocumentKind.Jpeg, "eng")]
    public async Task Words_of_the_corpus_occur_in_their_line_in_order(string name, DocumentKind kind, string language)
    {
        Assert.SkipUnless(_engine.Handshake.Hello!.Languages.Contains(language), $"needs Tesseract's model {language}");
        RecognizedPage page = await _engine.Page(Repository.SharedFile("corpus", name), kind, language: language);
        Assert.NotEmpty(page.Words());
        Assert.All(page.Lines(), AssertInOrder);
        Assert.All(page.Words(), word => Assert.InRange(word.Confidence!.Value, 0, 1));
    }

    [Fact]
    public async Task The_same_page_gives_the_same_words_whatever_came_before_it()
    {
        string pdf = _documents.Pdf(
            PdfTestPage.OfProse(Prose),
            PdfTestPage.OfProse("QUARTERLY FIGURES 1899", "12,345.67 89,012.34 (5,678.90)", "O0O0 l1Il1 rnm cl d 5S8B"),
            new PdfTestPage());
        string alone = await Words(pdf, 1);
        _ = await Words(pdf, 2);
        _ = await Words(pdf, 3);
        _ = await Words(pdf, 2);
        Assert.Equal(alone, await Words(pdf, 1));
        using EngineClient fresh = await EngineClient.Start();
        Assert.Equal(await Words(pdf, 2), Described(await fresh.Page(pdf, DocumentKind.Pdf, page: 2)));
    }

    [Fact]
    public async Task The_text_is_that_of_the_tesseract_program_on_the_same_image()
    {
        string png =
            _documents.Draw(
                _documents.Pdf(PdfTestPage.OfProse(Prose).Text(72, 500, 9, "Small print: all figures in thousands, see note 7.")), "png");
        RecognizedPage page = await _engine.Page(png, DocumentKind.Png);
        Assert.Equal(await TesseractProgram(png), page.Text());
    }

    [Fact]
    public async Task A_blank_page_has_no_blocks() =>
        Assert.Empty((await _engine.Page(_documents.Pdf(new PdfTestPage()), DocumentKind.Pdf)).Blocks);

    [Fact]
    public async Task Black_text_on_a_transparent_background_is_read()
    {
        GrayImage drawn = _documents.DrawGray(_documents.Pdf(PdfTestPage.OfProse(Prose)));
        string png = _documents.File("png", ImageTestFiles.Png(drawn.ToBlackOnTransparent()));
        Assert.Equal(string.Join('\n', Prose), (await _engine.Page(png, DocumentKind.Png)).Text());
    }

    [Fact]
    public async Task White_text_on_a_transparent_background_is_read()
    {
        GrayImage drawn = _documents.DrawGray(_documents.Pdf(PdfTestPage.OfProse(Prose)));
        string png = _documents.File("png", ImageTestFiles.Png(drawn.ToWhiteOnTransparent()));
        Assert.Equal(string.Join('\n', Prose), (await _engine.Page(png, DocumentKind.Png)).Text());
    }

    [Fact]
    public async Task A_blank_sheet_with_an_alpha_channel_stays_white()
    {
        GrayImage black = _documents.DrawGray(_documents.Pdf(new PdfTestPage { Width = 200, Height = 200 }.Draw("0 0 200 200 re f")));
        string png = _documents.File("png", ImageTestFiles.Png(black.ToWhiteOnTransparent()));
        RecognizedPage page = await _engine.Page(png, DocumentKind.Png);
        Assert.Empty(page.Blocks);
        Assert.Empty(page.UnreadRegions);
    }

    [Fact]
    public async Task An_image_without_a_resolution_is_given_none()
    {
        GrayImage drawn = _documents.DrawGray(_documents.Pdf(PdfTestPage.OfProse(Prose))) with { DpiAcross = 0 };
        RecognizedPage page = await _engine.Page(_documents.File("tif", new TiffTestFile().Write([drawn])), DocumentKind.Tiff);
        Assert.Equal(string.Join('\n', Prose), page.Text());
        Assert.Null(page.DpiDeclared);
        Assert.InRange(page.DpiUsed!.Value, 100, 400);
    }

    [Fact]
    public async Task Time_and_processor_time_are_reported()
    {
        RecognizedPage page = await _engine.Page(_documents.Pdf(PdfTestPage.OfProse(Prose)), DocumentKind.Pdf);
        Assert.True(page.ImageMilliseconds > 0 && page.RecognitionMilliseconds > 0 && page.CpuMilliseconds > 0);
    }

    private async Task<string> Words(string pdf, int number) => Described(await _engine.Page(pdf, DocumentKind.Pdf, page: number));

    private static string Described(RecognizedPage page) =>
        string.Join('\n', page.Words().Select(word => $"{word.Text} {word.Confidence} {string.Join(' ', word.Polygon)}"));

    private static void AssertInOrder(RecognizedLine line)
    {
        Assert.NotEmpty(line.Words);
        int at = 0;
        foreach (RecognizedWord word in line.Words)
        {
            int found = line.Text.IndexOf(word.Text, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"\"{word.Text}\" is not in the rest of \"{line.Text}\".");
            at = found + word.Text.Length;
        }
    }

    private static async Task<string> TesseractProgram(string image)
    {
        var start = new ProcessStartInfo("tesseract", [image, "stdout"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OMP_THREAD_LIMIT"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> complaints = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string text = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await complaints;
        return string.Join('\n', text.Split(['\n', '\f'], StringSplitOptions.RemoveEmptyEntries));
    }
}
