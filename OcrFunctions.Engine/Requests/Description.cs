using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Languages;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Requests;

/// <summary>What the engine is, and which models it finds at this moment.</summary>
internal static class Description
{
    public static EngineDescription Now()
    {
        (string tesseract, string leptonica) = Libraries.Versions();
        ModelCatalogue models = ModelCatalogue.Read();
        return new EngineDescription(tesseract, leptonica, [.. models.Codes.Select(code => new LanguageModel(code, ModelFolders.IsOwn(models.Files[code])))]);
    }
}
