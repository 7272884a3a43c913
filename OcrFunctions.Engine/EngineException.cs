using OcrFunctions.Engine.Interop;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine;

/// <summary>A refusal or a failure that has a name; it becomes the reply to the request that met it.</summary>
/// <param name="code">One of <see cref="EngineErrorCodes"/>.</param>
/// <param name="message">A sentence for the person whose document it is.</param>
internal sealed class EngineException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;

    /// <summary>Adds what leptonica said since <see cref="LeptonicaMessages.Forget"/>.</summary>
    public static EngineException FromLeptonica(string code, string sentence) =>
        new(code, LeptonicaMessages.Text() is { Length: > 0 } detail ? $"{sentence} ({detail})" : sentence);
}
