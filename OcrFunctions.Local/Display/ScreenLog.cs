using System.Globalization;
using Microsoft.Extensions.Logging;

namespace OcrFunctions.Local.Display;

/// <summary>The app's log on a terminal, a line for each message, which finds its place above moving bars.</summary>
internal sealed class ScreenLog(Screen screen) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Lines(screen, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    public void Dispose()
    {
    }

    private sealed class Lines(Screen screen, string source) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && (!screen.ShowsBars || logLevel >= LogLevel.Error);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;
            string mark = logLevel switch { >= LogLevel.Error => "error ", LogLevel.Warning => "warning ", _ => "" };
            string message = $"{formatter(state, exception)}{(exception is null ? "" : $" ({exception.Message})")}".ReplaceLineEndings(" ");
            screen.Say(string.Create(CultureInfo.InvariantCulture, $"[{screen.Time.GetLocalNow():HH:mm:ss}] {mark}{source}: {message}"));
        }
    }
}
