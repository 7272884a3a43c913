namespace OcrFunctions.Tests.Fixtures;

/// <summary>
/// A program that the engine starts, and that waits on certain arguments until it is released: it comes first on a search path, before the
/// real one.
/// </summary>
internal sealed class HeldProgram
{
    private readonly string _gate, _journal;

    /// <param name="documents">Where it is written.</param>
    /// <param name="program">Name of the program.</param>
    /// <param name="arguments">Consecutive arguments on which it waits.</param>
    public HeldProgram(TestDocuments documents, string program, string arguments)
    {
        string folder = Directory.CreateDirectory(documents.NewPath("bin")).FullName,
            path = Environment.GetEnvironmentVariable("PATH") ?? "";
        (_gate, _journal) = (documents.NewPath("gate"), documents.NewPath("journal"));
        SearchPath = folder + Path.PathSeparator + path;
        string real = path.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).First(File.Exists),
            script = Path.Combine(folder, program);
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

    /// <summary>Value of PATH with it.</summary>
    public string SearchPath { get; }

    /// <summary>How often it started to wait.</summary>
    public int Reached => File.Exists(_journal) ? File.ReadAllLines(_journal).Length : 0;

    public void Release() => File.Delete(_gate);
}
