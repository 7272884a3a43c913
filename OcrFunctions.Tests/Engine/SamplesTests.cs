using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>The samples, which new users read first, are read well.</summary>
public sealed class SamplesTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    [Theory]
    [InlineData("letter.pdf", DocumentKind.Pdf, 2, "eng", 0.03)]
    [InlineData("columns.jpg", DocumentKind.Jpeg, 1, "eng", 0.01)]
    [InlineData("mixed.pdf", DocumentKind.Pdf, 2, "eng", 0.01)]
    [InlineData("rechnung.png", DocumentKind.Png, 1, "deu", 0.08)]
    [InlineData("photo.jpg", DocumentKind.Jpeg, 1, "eng", 0.01)]
    public async Task A_sample_is_read_as_it_is_written(string name, DocumentKind kind, int pages, string language, double mostErrors)
    {
        Assert.SkipUnless(fixture.Engine.Handshake.Hello!.Languages.Contains(language), $"needs Tesseract's model {language}");
        var read = new List<string>();
        for (int page = 1; page <= pages; page++)
            read.Add((await fixture.Engine.Page(Repository.File("samples", name), kind, page, language, TextMode.Auto)).Text());

        string text = string.Join('\n', read),
            truth = await File.ReadAllTextAsync(Repository.File("samples", Path.ChangeExtension(name, "txt")),
                TestContext.Current.CancellationToken);
        // An invoice has no single correct word order; columns have.
        double errors =
            name.StartsWith("rechnung", StringComparison.Ordinal) ? WordErrors.WithoutOrder(truth, text) : WordErrors.Share(truth, text);
        TestContext.Current.SendDiagnosticMessage("{0}: {1:0.0000}", name, errors);
        Assert.True(errors <= mostErrors, $"{errors:0.000} of the words differ. Read:\n{text}");
    }

    [Fact]
    public async Task Pages_with_text_of_a_mixed_sample_keep_their_words()
    {
        string mixed = Repository.File("samples", "mixed.pdf");
        Assert.Equal(TextSource.Native, (await fixture.Engine.Page(mixed, DocumentKind.Pdf, 1, mode: TextMode.Auto)).Source);
        Assert.Equal(TextSource.Ocr, (await fixture.Engine.Page(mixed, DocumentKind.Pdf, 2, mode: TextMode.Auto)).Source);
    }
}
