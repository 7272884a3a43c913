namespace OcrFunctions.Tests.Probe;

/// <summary>Log of what functions did, for tests that kill the process: one file per process, so that no two write to the same.</summary>
public static class Journal
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("PROBE_JOURNAL");
    private static readonly Lock Gate = new();

    public static void Note(string line)
    {
        if (Folder is null)
            return;
        lock (Gate)
            File.AppendAllText(Path.Combine(Folder, $"{Environment.ProcessId}"), line + "\n");
    }
}
