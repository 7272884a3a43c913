using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Errors;

/// <summary>A refusal or a failure with an error code; it becomes the reply to the request.</summary>
/// <param name="code">One of <see cref="EngineErrorCodes"/>.</param>
/// <param name="message">A sentence for the document's owner.</param>
internal sealed class EngineException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
