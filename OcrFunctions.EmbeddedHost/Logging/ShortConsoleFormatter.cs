using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using OcrFunctions.EmbeddedHost.Functions;

namespace OcrFunctions.EmbeddedHost.Logging;

/// <summary>
/// One short line for each message: the time, the function that is running or else the last part of the category, and what
/// it says. Only an exception takes more lines.
/// </summary>
internal sealed class ShortConsoleFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "functions";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        string message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        if (message == "" && logEntry.Exception is null)
            return;
        string at = time.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        textWriter.WriteLine($"[{at}] {Mark(logEntry.LogLevel)}{Source(logEntry.Category, scopeProvider)}: {message.ReplaceLineEndings(" ")}");
        if (logEntry.Exception is not null)
            textWriter.WriteLine(logEntry.Exception);
    }

    private static string Mark(LogLevel level) => level switch
    {
        LogLevel.Critical or LogLevel.Error => "error ",
        LogLevel.Warning => "warning ",
        _ => "",
    };

    private static string Source(string category, IExternalScopeProvider? scopes)
    {
        string source = category[(category.LastIndexOf('.') + 1)..];
        scopes?.ForEachScope((scope, _) => source = (scope as CallScope)?.Function ?? source, 0);
        return source;
    }
}
