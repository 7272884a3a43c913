using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace OcrFunctions.LocalHost.Logging;

/// <summary>
/// One short line for each message: the time, the last part of the category, and the message. Only an exception takes more lines.
/// </summary>
internal sealed class ShortConsoleFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "functions";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        // The WebJobs SDK has entries for other loggers that have no text.
        string? message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        if (string.IsNullOrEmpty(message))
            return;
        string at = time.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        textWriter.WriteLine(
            $"[{at}] {Mark(logEntry.LogLevel)}{logEntry.Category[(logEntry.Category.LastIndexOf('.') + 1)..]}: "
                + $"{message.ReplaceLineEndings(" ")}");
        if (logEntry.Exception is not null)
            textWriter.WriteLine(logEntry.Exception);
    }

    private static string Mark(LogLevel level) => level switch
    {
        LogLevel.Critical or LogLevel.Error => "error ",
        LogLevel.Warning => "warning ",
        _ => "",
    };
}
