using Microsoft.Extensions.Logging;

namespace OcrFunctions.EmbeddedHost.Durable.Engine;

internal static partial class EngineLog
{
    [LoggerMessage(1, LogLevel.Warning, "Activity '{Name}' of instance '{InstanceId}' failed.")]
    public static partial void ActivityFailed(ILogger log, string name, string instanceId, Exception e);

    [LoggerMessage(2, LogLevel.Warning, "A turn of instance '{InstanceId}' could not be stored (attempt {Attempt}); trying again in {Pause}.")]
    public static partial void CommitFailed(ILogger log, string instanceId, int attempt, TimeSpan pause, Exception e);

    [LoggerMessage(3, LogLevel.Error, "Instance '{InstanceId}' cannot go on: {Reason}")]
    public static partial void InstanceStuck(ILogger log, string instanceId, string reason, Exception e);

    [LoggerMessage(4, LogLevel.Information, "Instance '{InstanceId}' of '{Name}' ended: {Status}.")]
    public static partial void InstanceEnded(ILogger log, string instanceId, string name, Microsoft.DurableTask.Client.OrchestrationRuntimeStatus status);

    [LoggerMessage(5, LogLevel.Warning, "Leavings of instance '{InstanceId}' could not be removed; purging it removes them.")]
    public static partial void NotCleanedUp(ILogger log, string instanceId, Exception e);

    [LoggerMessage(6, LogLevel.Information, "Task hub '{Hub}' is ours; {Count} unfinished instances go on.")]
    public static partial void HubOpened(ILogger log, string hub, int count);

    [LoggerMessage(8, LogLevel.Warning, "Task hub '{Hub}' could not be opened again; trying on.")]
    public static partial void NotReopened(ILogger log, string hub, Exception e);

    [LoggerMessage(9, LogLevel.Error, "Storage refuses a turn of instance '{InstanceId}', which fails by it.")]
    public static partial void TurnRefused(ILogger log, string instanceId, Exception e);

    [LoggerMessage(7, LogLevel.Warning, "Activities were still running after {Patience}; they will run again at the next start.")]
    public static partial void ActivitiesLeft(ILogger log, TimeSpan patience);
}
