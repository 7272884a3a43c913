using System.Globalization;
using Microsoft.Extensions.Logging;

namespace OcrFunctions.Cli.CommandLine.Output;

/// <summary>The app's log on a terminal, a line for each message, printed above the progress bars.</summary>
internal sealed class ConsoleLog(ConsoleOutput output) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Lines(output, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    public void Dispose()
    {
    }

    private sealed class Lines(ConsoleOutput output, string source) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && (!output.ShowsBars || logLevel >= LogLevel.Error);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;
            string mark = logLevel switch { >= LogLevel.Error => "error ", LogLevel.Warning => "warning ", _ => "" };
            string message = $"{formatter(state, exception)}{(exception is null ? "" : $" ({exception.Message})")}".ReplaceLineEndings(" ");
            output.Say(string.Create(CultureInfo.InvariantCulture, $"[{output.Time.GetLocalNow():HH:mm:ss}] {mark}{source}: {message}"));
        }
    }
}
