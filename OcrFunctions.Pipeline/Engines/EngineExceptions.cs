using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Errors;

namespace OcrFunctions.Pipeline.Engines;

/// <summary>The engine refused the request; the same request gets the same answer.</summary>
public sealed class EngineRefusedException(EngineError error) : Exception($"{error.Code}: {error.Message}")
{
    public EngineError Error { get; } = error;
}

/// <summary>The engine's process crashed while working or was killed because it took too long.</summary>
/// <param name="code"><see cref="ErrorCodes.EngineCrashed"/> or <see cref="ErrorCodes.PageTimedOut"/>.</param>
public sealed class EngineLostException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
