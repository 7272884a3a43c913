using Spectre.Console;

namespace OcrFunctions.Cli.CommandLine.Output;

/// <summary>Standard error for the user, and standard output for scripts.</summary>
internal sealed class ConsoleOutput : IDisposable
{
    private const int MaxProseWidth = 120;

    private readonly TextWriter _output;

    /// <param name="output">Receives results.</param>
    /// <param name="error">Receives everything else.</param>
    /// <param name="time">The clock.</param>
    public ConsoleOutput(TextWriter output, TextWriter error, TimeProvider time)
    {
        _output = new BrokenPipeTolerantWriter(output);
        Time = time;
        Console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(new BrokenPipeTolerantWriter(error)) });
        bool terminal = !System.Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
        Console.Profile.Capabilities.Ansi &= terminal;
        Console.Profile.Capabilities.Interactive = terminal && !System.Console.IsInputRedirected;
        IsLive = terminal && Console.Profile.Capabilities.Ansi;
        if (!terminal)
            Console.Profile.Width = 1_000;
    }

    public IAnsiConsole Console { get; }

    public TimeProvider Time { get; }

    /// <summary>Longest line for prose, in characters; a wider terminal is not filled.</summary>
    public int ReadableWidth => Math.Min(Console.Profile.Width, MaxProseWidth);

    /// <summary>Whether it can show progress bars.</summary>
    public bool IsLive { get; }

    /// <summary>Whether it is interactive, so that questions can be asked.</summary>
    public bool CanAsk => Console.Profile.Capabilities.Interactive;

    /// <summary>Whether standard output is the same terminal, where results and bars would be mixed.</summary>
    public bool ShowsOutput => IsLive && !System.Console.IsOutputRedirected;

    /// <summary>Whether it is showing bars: only errors are then printed between them.</summary>
    public bool ShowsBars { get; set; }

    /// <summary>A line for the user; while bars are shown it is printed above them.</summary>
    public void Say(string line)
    {
        lock (_output)
            Console.WriteLine(line);
    }

    /// <summary>Part of the results.</summary>
    public void Print(string text)
    {
        _output.Write(text);
        _output.Flush();
    }

    public void Dispose() => _output.Dispose();
}
