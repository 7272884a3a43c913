using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OcrFunctions.Tests.Engine;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Lifecycle;

/// <summary>
/// The whole app as a process of its own that may be killed at any moment and started again, its temporary files in a folder of the test's.
/// </summary>
internal sealed partial class ServedApp : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly string _account;
    private readonly (string Name, string Value)[] _settings;
    private readonly ConcurrentQueue<string> _said = new();
    private Process? _process;
    private TaskCompletionSource<Uri> _ready = new();

    /// <param name="account">Connection string of its storage.</param>
    /// <param name="settings">Settings, as environment variables.</param>
    public ServedApp(string account, params (string Name, string Value)[] settings) => (_account, _settings) = (account, settings);

    /// <summary>Arguments of the command.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = ["--port", "0"];

    /// <summary>Command that runs the app in its own process, such as in a network namespace; empty for none.</summary>
    public IReadOnlyList<string> Launcher { get; init; } = [];

    /// <summary>Where it keeps temporary files.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("served-app-").FullName;

    /// <summary>Where it listens, while it does.</summary>
    public Uri? Address => _ready.Task.IsCompletedSuccessfully ? _ready.Task.Result : null;

    public string Said => string.Join('\n', _said.TakeLast(60));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Starts it and waits until it listens.</summary>
    public async Task StartAsync()
    {
        _ready = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        string folder = AppContext.BaseDirectory.Replace("OcrFunctions.Tests", "OcrFunctions.Cli", StringComparison.Ordinal);
        string[] command = [.. Launcher, Path.Combine(folder, "OcrFunctions.Cli"), .. Arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        start.Environment["AzureWebJobsStorage"] = _account;
        start.Environment["TMPDIR"] = Folder;
        // The runtime leaves the sockets of its diagnostics behind when it is killed.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach ((string name, string value) in _settings)
            start.Environment[name] = value;
        Reaper.Mark(start);
        _process?.Dispose();
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, e) => Heard(e.Data);
        _process.ErrorDataReceived += (_, e) => Heard(e.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        try
        {
            await _ready.Task.WaitAsync(Patience, Stop);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"The app was not ready in {Patience.TotalSeconds} s. It said: {Said}");
        }
    }

    /// <summary>Kills the app, and nothing but the app.</summary>
    public async Task KillAsync()
    {
        _ready = new TaskCompletionSource<Uri>();
        _process!.Kill();
        await _process.WaitForExitAsync(Stop);
    }

    /// <summary>Kills all its processes, as when the machine is lost.</summary>
    public async Task KillAllAsync()
    {
        await KillAsync();
        foreach (Process process in Children())
            Signal.Kill(process.Id);
    }

    /// <summary>Stops it as Ctrl+C does.</summary>
    public async Task StopAsync()
    {
        using Process kill = Process.Start("kill", ["-TERM", $"{_process!.Id}"]);
        await kill.WaitForExitAsync(Stop);
        using var late = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(late.Token);
    }

    /// <summary>Engine processes of this app and their children, also of a killed app.</summary>
    public IReadOnlyList<Process> Engines() => [.. Children().Where(p => !IsWorker(p))];

    /// <summary>The worker process; null while there is none.</summary>
    public Process? Worker() => Children().FirstOrDefault(IsWorker);

    /// <summary>Waits until none of its processes runs and no temporary file is left.</summary>
    public Task UntilNothingIsLeftAsync() => ProcessTable.Until(
        () => Children().Count == 0 && Directory.GetFileSystemEntries(Folder).Length == 0, TimeSpan.FromSeconds(30),
        () => "nothing is left: "
            + string.Join("; ", Children().Select(p => $"{p.Id} ({ProcessTable.State(p.Id)}) {Read(p, "cmdline").Replace('\0', ' ')}"))
            + $" {string.Join(' ', Directory.GetFileSystemEntries(Folder))}");

    /// <summary>A document's status, polled repeatedly while the app is unavailable.</summary>
    public async Task<JsonObject?> GetAsync(HttpClient http, string url)
    {
        try
        {
            return Address is { } address ? await http.GetFromJsonAsync<JsonObject>(new Uri(address, url), Stop) : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
            _process.Kill(entireProcessTree: true);
        _process?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static bool IsWorker(Process process) => Read(process, "cmdline").Contains("--functions-worker-id", StringComparison.Ordinal);

    private List<Process> Children() =>
        [.. Process.GetProcesses().Where(p => p.Id != _process!.Id && Read(p, "environ").Contains(Folder, StringComparison.Ordinal))];

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

    private void Heard(string? line)
    {
        if (line is null)
            return;
        _said.Enqueue(line);
        if (Listening().Match(line) is { Success: true } at)
            _ready.TrySetResult(new Uri(at.Groups[1].Value));
    }

    [GeneratedRegex("^(?:Ready\\. In a browser|Health):.* (http://[^/]+/)")]
    private static partial Regex Listening();
}
