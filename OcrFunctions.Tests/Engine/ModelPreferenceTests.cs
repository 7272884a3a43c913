using System.Runtime.Intrinsics.X86;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine;

/// <summary>Which of Tesseract's models is loaded where both are installed.</summary>
public sealed class ModelPreferenceTests : IDisposable
{
    private static readonly string Best = Repository.File("node_modules", ".tessdata-best");

    private const string Fast = "/usr/share/tesseract-ocr/5/tessdata/eng.traineddata";

    private readonly TestDocuments _documents = new();

    [Theory]
    [InlineData(null, "eng", true)]
    [InlineData("best", "eng", true)]
    [InlineData("fast", "eng", false)]
    public async Task The_setting_and_the_measurement_decide(string? setting, string language, bool isBest)
    {
        using EngineClient engine = await EngineClient.Start(("OCRFUNCTIONS_BEST_TESSDATA", Best), ("OCRFUNCTIONS_MODELS", setting));
        RecognizedPage page = await engine.Page(_documents.Pdf(PdfTestPage.OfProse("A page")), DocumentKind.Pdf, language: language);
        string expected = Sha256(isBest ? Path.Combine(Best, "eng.traineddata") : Fast);
        Assert.Equal(expected, Assert.Single(page.Engine!.Models).Sha256);
        if (Avx2.IsSupported)
            Assert.Null(page.Engine.Acceleration!.OffReason);
    }

    [Fact]
    public async Task Beside_a_language_without_a_better_one_the_fast_models_are_loaded()
    {
        using EngineClient engine = await EngineClient.Start(("OCRFUNCTIONS_BEST_TESSDATA", Best), ("OCRFUNCTIONS_MODELS", null));
        RecognizedPage page = await engine.Page(_documents.Pdf(PdfTestPage.OfProse("A page")), DocumentKind.Pdf, language: "hin+eng");
        Assert.Equal(Sha256(Fast), page.Engine!.Models[1].Sha256);
    }

    [Fact]
    public async Task A_model_in_the_users_folder_is_preferred_to_the_best_one()
    {
        File.Copy(Fast, Path.Combine(_documents.Folder, "eng.traineddata"));
        using EngineClient engine =
            await EngineClient.Start(("OCRFUNCTIONS_BEST_TESSDATA", Best), ("OCRFUNCTIONS_TESSDATA", _documents.Folder));
        RecognizedPage page = await engine.Page(_documents.Pdf(PdfTestPage.OfProse("A page")), DocumentKind.Pdf);
        Assert.Equal(Sha256(Fast), Assert.Single(page.Engine!.Models).Sha256);
    }

    public void Dispose() => _documents.Dispose();

    private static string Sha256(string path) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));
}
