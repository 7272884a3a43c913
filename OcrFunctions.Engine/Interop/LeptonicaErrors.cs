using OcrFunctions.Engine.Errors;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Interop;

/// <summary>Errors of leptonica calls, with the messages that leptonica gave.</summary>
internal static class LeptonicaErrors
{
    /// <summary>An error with leptonica's messages since <see cref="LeptonicaMessages.Clear"/>.</summary>
    /// <param name="code">One of <see cref="EngineErrorCodes"/>.</param>
    /// <param name="sentence">What failed.</param>
    public static EngineException From(string code, string sentence) =>
        new(code, LeptonicaMessages.Text() is { Length: > 0 } detail ? $"{sentence} ({detail})" : sentence);

    /// <summary>The result of a leptonica call, which is null on failure.</summary>
    /// <param name="pixels">What the call returned.</param>
    /// <param name="step">The step of preprocessing that made it, for the message.</param>
    /// <exception cref="EngineException">With <see cref="EngineErrorCodes.EngineFailed"/>.</exception>
    public static PixHandle Check(PixHandle pixels, string step) => pixels.IsInvalid
        ? throw From(EngineErrorCodes.EngineFailed, $"The page image could not be prepared ({step}).")
        : pixels;
}
