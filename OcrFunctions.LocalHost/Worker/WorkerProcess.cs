using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace OcrFunctions.LocalHost.Worker;

/// <summary>The app's process.</summary>
internal sealed class WorkerProcess : IDisposable
{
    /// <summary>A separate session keeps Ctrl+C in a terminal from the worker and its children: the host stops them in order.</summary>
    private const string SetSid = "/usr/bin/setsid";

    /// <summary>Time that the last lines of an ended process have to arrive.</summary>
    private static readonly TimeSpan OutputTimeout = TimeSpan.FromSeconds(3);

    private const int MaxErrorLines = 40;
    private const int MaxMessageLength = int.MaxValue;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _errors = new();

    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously),
        _errorsEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private WorkerProcess(Process process, Action<string> output)
    {
        _process = process;
        process.Exited += (_, _) => _exited.TrySetResult();
        process.EnableRaisingEvents = true;
        process.OutputDataReceived += (_, line) => Forward(line.Data, output);
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
                _errorsEnded.TrySetResult();
            else
                _errors.Enqueue(line.Data);
            while (_errors.Count > MaxErrorLines)
                _errors.TryDequeue(out string? _);
            Forward(line.Data, output);
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public int ExitCode => _process.ExitCode;

    /// <summary>Completes when the process has ended, though a child of it may still hold its output.</summary>
    public Task Exited => _exited.Task;

    /// <param name="appFolder">Folder of the app.</param>
    /// <param name="host">Address of the host's gRPC service.</param>
    /// <param name="workerId">Identifies the worker's stream.</param>
    /// <param name="variables">Further environment variables.</param>
    /// <param name="output">Receives what it writes to standard output and standard error, line by line.</param>
    /// <exception cref="InvalidOperationException">The folder does not hold an app, or the process cannot be started.</exception>
    public static WorkerProcess Start(string appFolder, Uri host, string workerId, IEnumerable<KeyValuePair<string, string>> variables,
        Action<string> output)
    {
        string[] command =
        [
            .. OperatingSystem.IsLinux() && File.Exists(SetSid) ? new[] { SetSid } : [],
            DotnetHost(), AppAssembly(appFolder),
            "--functions-uri", host.ToString(), "--functions-worker-id", workerId, "--functions-request-id", workerId,
            "--functions-grpc-max-message-length", MaxMessageLength.ToString(CultureInfo.InvariantCulture),
        ];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = appFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in variables)
            start.Environment[name] = value;
        start.Environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = start.Environment["FUNCTIONS_WORKER_DIRECTORY"] = appFolder;
        return new WorkerProcess(Process.Start(start) ?? throw new InvalidOperationException("The worker process did not start."), output);
    }

    /// <summary>The app's assembly, which <c>worker.config.json</c> names.</summary>
    /// <exception cref="InvalidOperationException">The folder does not hold an app.</exception>
    public static string AppAssembly(string appFolder)
    {
        string file = Path.Combine(appFolder, "worker.config.json");
        if (!File.Exists(file))
            throw new InvalidOperationException(
                $"{appFolder} is not the build output of an isolated-worker Functions app: it has no worker.config.json.");
        using JsonDocument config = JsonDocument.Parse(File.ReadAllText(file));
        return Path.Combine(appFolder, config.RootElement.GetProperty("description").GetProperty("defaultWorkerPath").GetString()!);
    }

    /// <summary>
    /// Kills the worker alone. What it started must end when its standard input closes, as it must if the worker crashes. To kill a whole
    /// tree, .NET first stops the process: a worker would stay stopped, for good, if the host were killed just then.
    /// </summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It had ended already.
        }
    }

    /// <summary>Why it ended, as far as standard error shows it: the message of an unhandled exception, or its last line.</summary>
    public string LastError()
    {
        // Not WaitForExit, which does not wait for the output where it has a limit.
        _errorsEnded.Task.Wait(OutputTimeout);
        const string Unhandled = "Unhandled exception. ";
        string[] lines = [.. _errors];
        string? unhandled = Array.FindLast(lines, line => line.StartsWith(Unhandled, StringComparison.Ordinal))?[Unhandled.Length..];
        return unhandled ?? Array.FindLast(lines, line => line.Trim().Length > 0 && !line.StartsWith("   at ", StringComparison.Ordinal))
            ?? "";
    }

    public void Dispose() => _process.Dispose();

    private static void Forward(string? line, Action<string> output)
    {
        if (!string.IsNullOrWhiteSpace(line))
            output(line);
    }

    /// <summary>The runtime that runs the host, wherever it is installed; a search along PATH could find another version.</summary>
    private static string DotnetHost()
    {
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(beside) ? beside : name;
    }
}
