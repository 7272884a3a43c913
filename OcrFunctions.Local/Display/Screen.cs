using Spectre.Console;

namespace OcrFunctions.Local.Display;

/// <summary>Standard error as the person sees it, and standard output as a script reads it.</summary>
internal sealed class Screen
{
    private readonly TextWriter _output;

    /// <param name="output">Takes results.</param>
    /// <param name="complaints">Takes everything else.</param>
    /// <param name="time">The clock.</param>
    public Screen(TextWriter output, TextWriter complaints, TimeProvider time)
    {
        _output = new ForgivingWriter(output);
        Time = time;
        Console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(new ForgivingWriter(complaints)) });
        bool terminal = !System.Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
        Console.Profile.Capabilities.Ansi &= terminal;
        Console.Profile.Capabilities.Interactive = terminal && !System.Console.IsInputRedirected;
        IsLive = terminal && Console.Profile.Capabilities.Ansi;
        if (!terminal)
            Console.Profile.Width = 1_000;
    }

    public IAnsiConsole Console { get; }

    public TimeProvider Time { get; }

    /// <summary>Bars may move on it.</summary>
    public bool IsLive { get; }

    /// <summary>Somebody sits there who can be asked.</summary>
    public bool CanAsk => Console.Profile.Capabilities.Interactive;

    /// <summary>Whether standard output is the same terminal, where results and bars would get mixed up.</summary>
    public bool ShowsOutput => IsLive && !System.Console.IsOutputRedirected;

    /// <summary>Bars move on it at the moment: only what is wrong is worth a line between them.</summary>
    public bool ShowsBars { get; set; }

    /// <summary>A line for the person; around moving bars it finds its place above them.</summary>
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
}
