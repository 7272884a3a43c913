namespace OcrFunctions.Tests.Fixtures;

/// <summary>A program that the engine starts, and that waits at some arguments until it is let go: it lies first on a search path, the real one behind it.</summary>
internal sealed class HeldProgram
{
    private readonly string _gate, _journal;

    /// <param name="documents">Where it is written.</param>
    /// <param name="program">Name of the program.</param>
    /// <param name="arguments">Arguments that it waits at, as they follow each other.</param>
    public HeldProgram(TestDocuments documents, string program, string arguments)
    {
        string folder = Directory.CreateDirectory(documents.NewPath("bin")).FullName, path = Environment.GetEnvironmentVariable("PATH") ?? "";
        (_gate, _journal) = (documents.NewPath("gate"), documents.NewPath("journal"));
        SearchPath = folder + Path.PathSeparator + path;
        string real = path.Split(Path.PathSeparator).Select(place => Path.Combine(place, program)).First(File.Exists), script = Path.Combine(folder, program);
        File.WriteAllText(_gate, "");
        File.WriteAllText(script, $$"""
            #!/bin/bash
            if [[ " $* " == *' {{arguments}} '* ]]; then
              echo here >>'{{_journal}}'
              while [ -e '{{_gate}}' ]; do sleep 0.05; done
            fi
            exec '{{real}}' "$@"
            """);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    /// <summary>Value of PATH that finds it.</summary>
    public string SearchPath { get; }

    /// <summary>How often it came to where it waits.</summary>
    public int Reached => File.Exists(_journal) ? File.ReadAllLines(_journal).Length : 0;

    public void LetGo() => File.Delete(_gate);
}
