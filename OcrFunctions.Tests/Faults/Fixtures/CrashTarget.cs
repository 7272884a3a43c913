using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;

namespace OcrFunctions.Tests.Faults.Fixtures;

/// <summary>A process of OcrFunctions.CrashTarget: a small app on the embedded host that may be killed or put to sleep.</summary>
internal sealed class CrashTarget : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private CrashTarget(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, e) => Heard(e.Data);
        process.ErrorDataReceived += (_, e) => Heard(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int ProcessId => _process.Id;

    public bool IsRunning => !_process.HasExited;

    /// <summary>Everything it has written so far.</summary>
    public string Said => string.Join('\n', _said);

    /// <param name="account">Connection string of its storage.</param>
    /// <param name="journal">File that its activities note themselves in.</param>
    /// <param name="settings">Further settings.</param>
    public static CrashTarget Start(string account, string journal, params (string Name, string Value)[] settings) => Start(account, [journal], settings);

    /// <param name="arguments">As the program takes them.</param>
    public static CrashTarget Start(string account, string[] arguments, (string Name, string Value)[] settings)
    {
        string folder = AppContext.BaseDirectory.Replace("OcrFunctions.Tests", "OcrFunctions.CrashTarget", StringComparison.Ordinal);
        var start = new ProcessStartInfo(Path.Combine(folder, "OcrFunctions.CrashTarget"), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AzureWebJobsStorage"] = account;
        foreach ((string name, string value) in settings)
            start.Environment[name] = value;
        return new CrashTarget(Process.Start(start)!);
    }

    /// <summary>Waits until it owns the task hub and listens.</summary>
    /// <returns>Where it listens.</returns>
    public async Task<Uri> ReadyAsync(TimeSpan patience)
    {
        try
        {
            return await _ready.Task.WaitAsync(patience, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"The process was not ready in {patience.TotalSeconds} s. It said: {Said}");
            throw;
        }
    }

    /// <summary>Has it start an instance of the whole.</summary>
    public async Task StartInstanceAsync(string id, int branches, int steps, int milliseconds)
    {
        using var http = new HttpClient { BaseAddress = await _ready.Task };
        using HttpResponseMessage answer = await http.PostAsJsonAsync(
            $"api/start/{id}", new { Branches = branches, Steps = steps, Milliseconds = milliseconds }, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {Said}");
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Asks it to end, and does not wait for it.</summary>
    public Task TerminateAsync() => SignalAsync("TERM");

    public Task EndedAsync() => _process.WaitForExitAsync(TestContext.Current.CancellationToken);

    public Task SleepAsync() => SignalAsync("STOP");

    public Task WakeAsync() => SignalAsync("CONT");

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    private void Heard(string? line)
    {
        if (line is null)
            return;
        _said.Enqueue(line);
        if (line.StartsWith("ready ", StringComparison.Ordinal))
            _ready.TrySetResult(new Uri(line[6..]));
    }
}
