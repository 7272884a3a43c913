using System.Diagnostics;
using OcrFunctions.Tests.Engine;

namespace OcrFunctions.Tests.Run;

/// <summary>Folders of a <c>./run</c>, and what is left of it: every process that it starts has the folder in its environment.</summary>
internal sealed class RunSandbox : IDisposable
{
    public RunSandbox() => Directory.CreateDirectory(Temp);

    public string Folder { get; } = Directory.CreateTempSubdirectory("run-sandbox-").FullName;

    public string Data => Path.Combine(Folder, "data");

    public string Temp => Path.Combine(Folder, "temp");

    public string ConnectionString => File.ReadAllText(Path.Combine(Data, "connection-string")).Trim();

    /// <summary>Processes that belong to this sandbox.</summary>
    public IReadOnlyList<Process> Processes() =>
        [.. Process.GetProcesses().Where(p => Environment(p).Contains(Folder, StringComparison.Ordinal))];

    /// <summary>Waits until no process and no temporary file is left.</summary>
    public Task UntilNothingIsLeftAsync() => ProcessTable.Until(
        () => Processes().Count == 0 && Directory.GetFileSystemEntries(Temp).Length == 0,
        TimeSpan.FromSeconds(30),
        $"nothing is left of ./run: {string.Join("; ", Processes().Select(CommandLine))} "
            + $"{string.Join(' ', Directory.GetFileSystemEntries(Temp))}");

    public static string CommandLine(Process process) => Read(process, "cmdline").Replace('\0', ' ');

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Environment(Process process) => Read(process, "environ");

    private static string Read(Process process, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
