using OcrFunctions.Engine.Errors;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Requests;

/// <summary>Errors are data: every exception becomes a reply.</summary>
internal static class ErrorReply
{
    public static EngineError From(Exception exception) => exception is EngineException known
        ? new EngineError(known.Code, Truncate(known.Message))
        : exception is OutOfMemoryException
        ? new EngineError(EngineErrorCodes.PageTooLarge, "The page needs more memory than an engine may have.")
        : new EngineError(EngineErrorCodes.EngineFailed, Truncate($"{exception.GetType().Name}: {exception.Message}"));

    private static string Truncate(string text) =>
        text.Length <= EngineLimits.MaxMessage ? text : text[..(EngineLimits.MaxMessage - 3)] + "...";
}
