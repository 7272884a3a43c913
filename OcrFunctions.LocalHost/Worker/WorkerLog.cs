using Microsoft.Extensions.Logging;

namespace OcrFunctions.LocalHost.Worker;

internal static partial class WorkerLog
{
    [LoggerMessage(LogLevel.Information, "{Line}")]
    public static partial void WorkerOutput(this ILogger logger, string line);

    [LoggerMessage(LogLevel.Error, "The worker process {ProcessId} ended with exit code {ExitCode}; another is started. {LastError}")]
    public static partial void WorkerEnded(this ILogger logger, int processId, int exitCode, string lastError);

    [LoggerMessage(LogLevel.Information, "The port that the worker had chosen was taken; another worker is started.")]
    public static partial void WorkerPortTaken(this ILogger logger);

    [LoggerMessage(LogLevel.Information, "The worker process {ProcessId} has taken over.")]
    public static partial void WorkerReplaced(this ILogger logger, int processId);
}
