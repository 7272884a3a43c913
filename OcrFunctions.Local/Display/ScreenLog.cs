using Microsoft.Extensions.Logging;

namespace OcrFunctions.Local.Display;

/// <summary>The app's errors between moving bars, a line each.</summary>
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

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                screen.Say($"{source}: {formatter(state, exception)}{(exception is null ? "" : $" ({exception.Message})")}".ReplaceLineEndings(" "));
        }
    }
}
