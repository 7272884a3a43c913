using Microsoft.Extensions.Logging;

namespace OcrFunctions.EmbeddedHost.Durable.Storage;

internal static partial class StorageLog
{
    [LoggerMessage(1, LogLevel.Information, "Task hub '{Hub}' belongs to {Owner}: waiting for it to end.")]
    public static partial void WaitingForOwner(ILogger log, string hub, string owner);

    [LoggerMessage(2, LogLevel.Information, "The owner of task hub '{Hub}', {Owner}, has ended without giving it back; taking it over.")]
    public static partial void OwnerGone(ILogger log, string hub, OwnerMark owner);

    [LoggerMessage(3, LogLevel.Error, "This host has lost its task hub to another host and writes nothing more.")]
    public static partial void LeaseLost(ILogger log);

    [LoggerMessage(4, LogLevel.Warning, "The lease on the task hub could not be renewed; trying again.")]
    public static partial void LeaseNotRenewed(ILogger log, Exception e);

    [LoggerMessage(5, LogLevel.Warning, "The lease on the task hub could not be given back; it runs out by itself.")]
    public static partial void LeaseNotReleased(ILogger log, Exception e);
}
