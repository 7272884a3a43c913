using System.Text.Json;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine.Acceleration;

/// <summary>An engine with acceleration gives what one without it gives: every word, box and confidence.</summary>
public sealed class AcceleratedTextTests(AcceleratedTextTests.Engines engines) : IClassFixture<AcceleratedTextTests.Engines>
{
    [Theory]
    [InlineData("letter.pdf", DocumentKind.Pdf, 1, "eng")]
    [InlineData("letter.pdf", DocumentKind.Pdf, 2, "eng")]
    [InlineData("columns.jpg", DocumentKind.Jpeg, 1, "eng")]
    [InlineData("mixed.pdf", DocumentKind.Pdf, 2, "eng")]
    [InlineData("rechnung.png", DocumentKind.Png, 1, "deu")]
    [InlineData("photo.jpg", DocumentKind.Jpeg, 1, "eng")]
    public Task A_sample_is_read_the_same(string name, DocumentKind kind, int page, string language) =>
        AssertSameAsync(Repository.File("samples", name), kind, page, language);

    [Theory]
    [InlineData("multi-g4-5pages.tif", DocumentKind.Tiff, 2, "eng")]
    [InlineData("eurotext-6-languages.tif", DocumentKind.Tiff, 1, "eng+deu+fra+ita+spa+por")]
    [InlineData("book-grey-lowdpi.jpg", DocumentKind.Jpeg, 1, "eng")]
    [InlineData("fmt-inverted.png", DocumentKind.Png, 1, "eng")]
    [InlineData("chinese-one-line.png", DocumentKind.Png, 1, "chi_tra")]
    [InlineData("bank-table-96dpi.png", DocumentKind.Png, 1, "eng")]
    [InlineData("brochure-skew.pdf", DocumentKind.Pdf, 1, "eng")]
    public Task A_document_of_the_corpus_is_read_the_same(string name, DocumentKind kind, int page, string language) =>
        AssertSameAsync(Repository.SharedFile("corpus", name), kind, page, language);

    private async Task AssertSameAsync(string path, DocumentKind kind, int page, string language)
    {
        Assert.SkipUnless(language.Split('+').All(InstalledModel.Has), $"needs Tesseract's models {language}");
        RecognizedPage accelerated = await engines.On.Page(path, kind, page, language, TextMode.Auto);
        RecognizedPage stock = await engines.Off.Page(path, kind, page, language, TextMode.Auto);
        Assert.SkipWhen(accelerated.Engine!.Acceleration!.OffReason is not null, $"{accelerated.Engine.Acceleration.OffReason}");
        Assert.Equal(EngineAcceleration.SwitchedOff, stock.Engine!.Acceleration);
        Assert.Equal(Result(stock), Result(accelerated));
        Assert.NotEmpty(accelerated.Blocks);
    }

    private static string Result(RecognizedPage page) => JsonSerializer.Serialize(
        page with { Engine = null, ImageMilliseconds = 0, RecognitionMilliseconds = 0, CpuMilliseconds = 0, Stages = null },
        ProtocolJson.Options);

    /// <summary>An engine of either kind.</summary>
    public sealed class Engines : IAsyncLifetime
    {
        private EngineClient? _on, _off;

        internal EngineClient On => _on!;

        internal EngineClient Off => _off!;

        public async ValueTask InitializeAsync()
        {
            _on = await EngineClient.Start(("OCRFUNCTIONS_ACCELERATION_CHECK_EVERY", "20"));
            _off = await EngineClient.Start(("OCRFUNCTIONS_ACCELERATION", "off"));
        }

        public ValueTask DisposeAsync()
        {
            _on?.Dispose();
            _off?.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
