using System.Diagnostics;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Run;

/// <summary>Runs the shell part of <c>./run</c> with scripted programs.</summary>
internal sealed class ShellSandbox : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("shell-sandbox-").FullName;

    /// <summary>Puts a program before all others of its name.</summary>
    public ShellSandbox With(string program, string script)
    {
        string path = Path.Combine(_folder, program);
        File.WriteAllText(path, "#!/bin/bash\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return this;
    }

    /// <summary>Calls a function of <c>scripts/prepare.sh</c> in a project of its own, with nothing installed or built.</summary>
    public Task<(int Code, string Said)> PrepareAsync(string function) => RunAsync(
        "bash", "-c",
        $"set -euo pipefail; root={_folder}/project app={_folder}/app.dll; mkdir -p $root/OcrFunctions.Cli; touch "
            + $"$root/package-lock.json; . '{Repository.File("scripts/prepare.sh")}'; {function}");

    /// <summary>Starts <c>./run</c>.</summary>
    public Task<(int Code, string Said)> RunAsync() => RunAsync(Repository.File("run"), "--port", "0");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<(int Code, string Said)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true };
        start.Environment["PATH"] = $"{_folder}:{start.Environment["PATH"]}";
        start.Environment["TMPDIR"] = _folder;
        start.Environment.TryAdd("OCRFUNCTIONS_DATA", Path.Combine(_folder, "data"));
        start.Environment.Remove("AzureWebJobsStorage");
        using Process process = Process.Start(start)!;
        string said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, said);
    }
}
