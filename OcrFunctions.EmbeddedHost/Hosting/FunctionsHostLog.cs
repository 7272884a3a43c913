using Microsoft.Extensions.Logging;

namespace OcrFunctions.EmbeddedHost.Hosting;

internal static partial class FunctionsHostLog
{
    [LoggerMessage(1, LogLevel.Information, "Listening on {Address} with {Count} functions")]
    public static partial void Listening(this ILogger logger, Uri address, int count);

    [LoggerMessage(2, LogLevel.Warning, "host.json holds entries that this host does not use: {Entries}")]
    public static partial void UnusedEntries(this ILogger logger, string entries);
}
