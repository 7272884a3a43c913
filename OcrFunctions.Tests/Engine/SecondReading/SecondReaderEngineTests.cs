using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine.SecondReading;

/// <summary>The second recognizer in a real engine.</summary>
public sealed class SecondReaderEngineTests : IDisposable
{
    private static readonly string Recognizers = Repository.File("node_modules", "@gutenye", "ocr-models", "assets");

    private readonly TestDocuments _documents = new();

    [Fact]
    public async Task Every_word_of_a_page_says_whether_both_read_it_alike_where_the_whole_page_was_read()
    {
        using EngineClient engine = await EngineClient.Start(("OCRFUNCTIONS_RECOGNIZERS", Recognizers));
        RecognizedPage page = await ReadAsync(engine, SecondReaderMode.Thorough);
        Assert.Equal(("PP-OCRv4", null), (page.Engine!.SecondReader!.Model?.Name, page.Engine.SecondReader.OffReason));
        Assert.All(page.Words(), word => Assert.NotNull(word.Agreement));
        Assert.True(page.Words().Count(word => word.Agreement == ReaderAgreement.Agrees) >= 0.9 * page.Words().Count());
    }

    [Fact]
    public async Task Only_doubtful_words_are_read_again_otherwise()
    {
        using EngineClient engine = await EngineClient.Start(("OCRFUNCTIONS_RECOGNIZERS", Recognizers));
        RecognizedPage page = await ReadAsync(engine, SecondReaderMode.Doubtful);
        Assert.Equal(SecondReaderMode.Doubtful, page.Engine!.SecondReader!.Mode);
        Assert.All(page.Words(), word => Assert.Equal(word.Confidence < 0.9, word.Agreement is not null));
    }

    [Fact]
    public async Task Without_its_models_the_page_is_read_and_says_why_it_was_not_checked()
    {
        using EngineClient engine = await EngineClient.Start(("OCRFUNCTIONS_RECOGNIZERS", _documents.Folder));
        RecognizedPage page = await ReadAsync(engine, SecondReaderMode.Doubtful);
        Assert.NotEmpty(page.Words());
        Assert.Null(page.Engine!.SecondReader!.Model);
        Assert.Contains("not installed", page.Engine.SecondReader.OffReason);
        Assert.Contains("not installed", (await engine.Describe()).SecondReader?.Problem);
    }

    [Fact]
    public async Task A_language_whose_script_it_does_not_know_is_left_to_Tesseract()
    {
        using EngineClient engine = await EngineClient.Start(("OCRFUNCTIONS_RECOGNIZERS", Recognizers));
        RecognizedPage page = await engine.Page(
            _documents.Pdf(PdfTestPage.OfProse("A page")), DocumentKind.Pdf, language: "frk", secondReader: SecondReaderMode.Thorough);
        Assert.Contains("frk", page.Engine!.SecondReader!.OffReason);
        Assert.All(page.Words(), word => Assert.Null(word.Agreement));
    }

    [Fact]
    public async Task The_engine_paddle_reads_alone_and_the_page_says_so()
    {
        using EngineClient engine = await EngineClient.Start(("OCRFUNCTIONS_RECOGNIZERS", Recognizers));
        RecognizedPage page = await engine.Page(
            _documents.Pdf(PdfTestPage.OfProse(TestProse.Three)), DocumentKind.Pdf, secondReader: SecondReaderMode.Thorough,
            engine: EngineChoice.Paddle);
        Assert.Equal(("paddle", "PP-OCRv4", null), (page.Engine!.Name, page.Engine.Version, page.Engine.SecondReader));
        Assert.All(page.Words(), word => Assert.Equal("PP-OCRv4", word.Reader));
        string[] expected = [.. TestProse.Three.SelectMany(line => line.Split(' '))];
        Assert.True(page.Words().Count(word => expected.Contains(word.Text)) >= 0.7 * expected.Length,
            string.Join(' ', page.Words().Select(word => word.Text)));
    }

    [Theory]
    [InlineData("chi_sim", SecondReaderMode.Doubtful, EngineChoice.Auto, true, "paddle")]
    [InlineData("chi_sim+eng", SecondReaderMode.Doubtful, EngineChoice.Auto, true, "paddle")]
    [InlineData("chi_sim", SecondReaderMode.Off, EngineChoice.Auto, true, "tesseract")]
    [InlineData("chi_sim", SecondReaderMode.Doubtful, EngineChoice.Tesseract, true, "tesseract")]
    [InlineData("chi_sim", SecondReaderMode.Doubtful, EngineChoice.Auto, false, "tesseract")]
    [InlineData("eng", SecondReaderMode.Thorough, EngineChoice.Auto, true, "tesseract")]
    public async Task Simplified_Chinese_is_read_by_paddle_unless_that_is_off_or_not_installed(
        string language, SecondReaderMode mode, EngineChoice choice, bool isInstalled, string name)
    {
        using EngineClient engine = await EngineClient.Start(("OCRFUNCTIONS_RECOGNIZERS", isInstalled ? Recognizers : _documents.Folder));
        RecognizedPage page = await engine.Page(
            _documents.Pdf(PdfTestPage.OfProse("A page")), DocumentKind.Pdf, language: language, secondReader: mode, engine: choice);
        Assert.Equal(name, page.Engine!.Name);
        Assert.Equal(isInstalled ? null : "not installed", page.Engine.SecondReader?.OffReason is { } reason ? Said(reason) : null);

        static string Said(string reason) => reason.Contains("not installed", StringComparison.Ordinal) ? "not installed" : reason;
    }

    [Theory]
    [InlineData("deu", EngineErrorCodes.LanguageNotInstalled,
        "The engine paddle does not know the letters of deu: it reads eng, chi_sim.")]
    [InlineData("eng", EngineErrorCodes.EngineNotInstalled, "The engine paddle cannot be used. Its model is not installed:")]
    public async Task Where_the_engine_paddle_cannot_read_the_page_says_why(string language, string code, string message)
    {
        string recognizers = language == "deu" ? Recognizers : _documents.Folder;
        using EngineClient engine = await EngineClient.Start(("OCRFUNCTIONS_RECOGNIZERS", recognizers));
        EngineReply reply = await engine.ReplyTo(engine.SendRecognize(
            _documents.Pdf(PdfTestPage.OfProse("A page")), DocumentKind.Pdf, language: language, engine: EngineChoice.Paddle));
        Assert.Equal(code, reply.Error!.Code);
        Assert.StartsWith(message, reply.Error.Message);
    }

    public void Dispose() => _documents.Dispose();

    private Task<RecognizedPage> ReadAsync(EngineClient engine, SecondReaderMode mode) => engine.Page(
        _documents.Pdf(PdfTestPage.OfProse(TestProse.Three)), DocumentKind.Pdf, secondReader: mode);
}
