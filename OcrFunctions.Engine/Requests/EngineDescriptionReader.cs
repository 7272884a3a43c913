using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Languages;
using OcrFunctions.Engine.Onnx;
using OcrFunctions.Engine.Pdf;
using OcrFunctions.Engine.Tesseract.Acceleration;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Requests;

/// <summary>Description of the engine, and of the models and fonts that are installed now.</summary>
internal sealed class EngineDescriptionReader(TesseractAcceleration acceleration, SecondReader secondReader)
{
    private readonly SubstituteFonts _fonts = new();

    public EngineDescription Now()
    {
        (string tesseract, string leptonica) = Libraries.Versions();
        ModelCatalog models = ModelCatalog.Read();
        LanguageModel[] languages = [.. models.Codes.Select(code => new LanguageModel(code, ModelFolders.IsOwn(models.Files[code])))];
        return new EngineDescription(
            tesseract, leptonica, languages, acceleration.Status, acceleration.Lines, acceleration.Checks, _fonts.Missing(),
            secondReader.Describe());
    }
}
