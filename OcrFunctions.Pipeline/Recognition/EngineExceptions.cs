using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Pipeline.Recognition;

/// <summary>The engine looked and says no; the same question gets the same answer.</summary>
public sealed class EngineRefusedException(EngineError error) : Exception($"{error.Code}: {error.Message}")
{
    public EngineError Error { get; } = error;
}

/// <summary>The engine's process died at work or was killed because it took too long.</summary>
/// <param name="code"><see cref="ErrorCodes.EngineCrashed"/> or <see cref="ErrorCodes.PageTimedOut"/>.</param>
public sealed class EngineLostException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
