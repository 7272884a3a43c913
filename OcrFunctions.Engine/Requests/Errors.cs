using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Requests;

/// <summary>Errors are data: every exception becomes a reply.</summary>
internal static class Errors
{
    private const int LongestMessage = 2_000;

    public static EngineError From(Exception exception) => exception is EngineException known
        ? new EngineError(known.Code, Cut(known.Message))
        : exception is OutOfMemoryException
        ? new EngineError(EngineErrorCodes.PageTooLarge, "The page needs more memory than an engine may have.")
        : new EngineError(EngineErrorCodes.EngineFailed, Cut($"{exception.GetType().Name}: {exception.Message}"));

    private static string Cut(string text) => text.Length <= LongestMessage ? text : text[..(LongestMessage - 3)] + "...";
}
