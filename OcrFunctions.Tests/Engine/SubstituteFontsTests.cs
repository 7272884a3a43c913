using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>A machine without the fonts that PDFs without embedded ones need.</summary>
public sealed class SubstituteFontsTests : IDisposable
{
    private readonly TestDocuments _documents = new();

    [Fact]
    public async Task Where_they_are_installed_nothing_is_said()
    {
        using EngineClient engine = await EngineClient.Start();
        Assert.Null((await engine.Describe()).MissingFonts);
    }

    [Fact]
    public async Task Where_they_are_missing_the_description_and_the_page_s_error_say_what_to_install()
    {
        using EngineClient engine = await StartWithoutFontsAsync();
        Assert.Contains("apt-get install fonts-urw-base35 poppler-data", (await engine.Describe()).MissingFonts);

        string pdf = _documents.Pdf(PdfTestPage.OfProse("A page whose font is not embedded."));
        EngineError error = (await engine.Recognize(pdf, DocumentKind.Pdf)).Error!;
        Assert.Equal(EngineErrorCodes.EngineNotInstalled, error.Code);
        Assert.StartsWith("Page 1 shows no text. This machine has no font for text that a PDF does not embed one for", error.Message);
    }

    public void Dispose() => _documents.Dispose();

    private async Task<EngineClient> StartWithoutFontsAsync()
    {
        string configuration = Path.Combine(_documents.Folder, "fonts.conf");
        await File.WriteAllTextAsync(configuration, "<fontconfig></fontconfig>", TestContext.Current.CancellationToken);
        return await EngineClient.Start(("FONTCONFIG_FILE", configuration));
    }
}
