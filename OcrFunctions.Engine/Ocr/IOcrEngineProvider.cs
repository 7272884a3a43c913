using OcrFunctions.Engine.Errors;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Ocr;

/// <summary>Gives initialized engines.</summary>
internal interface IOcrEngineProvider : IDisposable
{
    /// <param name="language">Language codes joined by a plus sign.</param>
    /// <returns>Owned by the provider; valid until its next call.</returns>
    /// <exception cref="EngineException">With <see cref="EngineErrorCodes.LanguageNotInstalled"/>.</exception>
    IOcrEngine For(string language);
}
