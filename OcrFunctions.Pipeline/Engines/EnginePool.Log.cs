using Microsoft.Extensions.Logging;

namespace OcrFunctions.Pipeline.Engines;

internal sealed partial class EnginePool
{
    [LoggerMessage(LogLevel.Debug, "Engine process {ProcessId} is ready.")]
    private partial void EngineStarted(int processId);

    [LoggerMessage(LogLevel.Warning, "Engine process {ProcessId} was lost on page {Page}: {Reason}")]
    private partial void EngineLost(int processId, int page, string reason);

    [LoggerMessage(LogLevel.Warning, "Pages are read by stock Tesseract, without acceleration. {Reason}")]
    private partial void NotAccelerated(string reason);

    [LoggerMessage(LogLevel.Information, "Engine processes have network access: this system does not allow their isolation.")]
    private partial void NetworkNotIsolated();
}
