using Microsoft.Extensions.Logging;

namespace OcrFunctions.EmbeddedHost.Triggers;

internal static partial class TriggerLog
{
    [LoggerMessage(1, LogLevel.Warning, "Looking for work failed at {What}; it is tried again")]
    public static partial void LookFailed(this ILogger logger, Exception exception, string what);

    [LoggerMessage(2, LogLevel.Error, "The work around a call broke")]
    public static partial void CallBroke(this ILogger logger, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "A call was cancelled because stopping took too long; its trigger fires again after the next start")]
    public static partial void CallAbandoned(this ILogger logger);

    [LoggerMessage(4, LogLevel.Error, "Blob {Container}/{Blob} failed {Attempts} times in {Function} and is reported in the queue " + Blobs.BlobPoison.QueueName)]
    public static partial void BlobPoisoned(this ILogger logger, string container, string blob, int attempts, string function);

    [LoggerMessage(5, LogLevel.Debug, "Blob {Container}/{Blob} vanished or changed before {Function} was called")]
    public static partial void BlobGone(this ILogger logger, string container, string blob, string function);

    [LoggerMessage(6, LogLevel.Error, "A message of the queue {Queue} failed {Attempts} times in {Function} and is now in {Queue}-poison")]
    public static partial void MessagePoisoned(this ILogger logger, string queue, long attempts, string function);

    [LoggerMessage(7, LogLevel.Error, "A message of the queue {Queue} is not base64 and is now in {Queue}-poison; {Function} was not called")]
    public static partial void MessageUnreadable(this ILogger logger, string queue, string function);

    [LoggerMessage(8, LogLevel.Debug, "{Function} is called next at {Next}")]
    public static partial void TimerNext(this ILogger logger, string function, DateTimeOffset next);
}
