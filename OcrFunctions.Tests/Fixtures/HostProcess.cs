using System.Diagnostics;
using OcrFunctions.Tests.Engine;

namespace OcrFunctions.Tests.Fixtures;

/// <summary>
/// The local host as a process of its own, with an app's worker below it. It polls at the rate of a single machine. Nothing is left of it
/// when the test ends, however its processes ended.
/// </summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private const string InstanceVariable = "RoleInstanceId", WorkerArgument = "--functions-worker-id";

    private const int SaidLines = 100;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(90), StopTimeout = TimeSpan.FromSeconds(30),
        KillTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Output of an ended process may arrive after its end; a worker that outlives it would keep its output open.</summary>
    private static readonly TimeSpan OutputTimeout = TimeSpan.FromSeconds(2);

    private readonly HostCommand _command;
    private readonly string _instance = $"test-{Guid.NewGuid():N}";
    private HostOutput _output;
    private Process _process;

    private HostProcess(HostCommand command)
    {
        _command = command;
        _process = command.Start(InstanceVariable, _instance);
        _output = new HostOutput(_process);
    }

    /// <summary>Where it listens; another one after <see cref="StartAgainAsync"/> if no port was requested.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Everything that it has written since its start, line by line; the app's log is part of it.</summary>
    public IReadOnlyList<string> Lines => _output.Lines;

    /// <summary>The last lines that it has written.</summary>
    public string Said => string.Join('\n', Lines.TakeLast(SaidLines));

    public int ProcessId => _process.Id;

    public bool IsRunning => ProcessTable.IsAlive(_process.Id);

    /// <summary>The current worker; null while there is none.</summary>
    public int? WorkerProcessId => ProcessTable.ChildrenOf(_process.Id).Where(IsWorker).Select(id => (int?)id).FirstOrDefault();

    /// <summary>Starts the host and waits until it serves.</summary>
    /// <param name="appFolder">Build output of the app.</param>
    /// <param name="account">Connection string of its storage; null if it has none, or the settings say how it is accessed.</param>
    /// <param name="settings">Further settings, by names with colons or double underscores.</param>
    /// <param name="port">Port to listen on; 0 picks a free one.</param>
    /// <param name="tempFolder">Folder for temporary files of all its processes.</param>
    public static async Task<HostProcess> StartAsync(string appFolder, string? account,
        IReadOnlyDictionary<string, string>? settings = null, int port = 0, string? tempFolder = null)
    {
        var host = new HostProcess(new HostCommand(appFolder, account, settings ?? new Dictionary<string, string>(), port, tempFolder));
        try
        {
            await host.ReadyAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a host that fails to start.</summary>
    /// <returns>Its exit code, and what it wrote to standard error.</returns>
    public static async Task<(int ExitCode, string Error)> RefusedAsync(string appFolder, string? account,
        IReadOnlyDictionary<string, string>? settings = null, int port = 0, string address = "127.0.0.1")
    {
        await using var host = new HostProcess(
            new HostCommand(appFolder, account, settings ?? new Dictionary<string, string>(), port, null) { Address = address });
        int code = await host.EndedAsync(StartTimeout);
        return (code, await host._output.ErrorAsync());
    }

    /// <summary>Kills the host, and only the host, as <c>kill -9</c> does.</summary>
    public Task KillAsync() => KillAsync(_process.Id);

    /// <summary>Kills the current worker.</summary>
    public Task KillWorkerAsync() => KillAsync(WorkerProcessId ?? throw new InvalidOperationException($"There is no worker. {Said}"));

    /// <summary>Kills the host, and then the worker, which has no time to react.</summary>
    public async Task KillBothAsync()
    {
        int? worker = WorkerProcessId;
        await KillAsync();
        if (worker is { } id)
            await KillAsync(id);
    }

    /// <summary>Suspends the host and the worker, as when the machine goes to sleep.</summary>
    public Task SuspendAsync() => SignalBothAsync("STOP");

    /// <summary>Resumes both.</summary>
    public Task ResumeAsync() => SignalBothAsync("CONT");

    /// <summary>Asks the host to end, and waits until it has.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        await TerminateAsync();
        return await EndedAsync(StopTimeout);
    }

    /// <summary>Asks the host to end, and does not wait for it.</summary>
    public Task TerminateAsync() => Signal.SendAsync("TERM", _process.Id);

    /// <summary>Restarts it after it has ended, with the same settings and the same name on its task hub.</summary>
    public async Task StartAgainAsync()
    {
        await EndedAsync(StopTimeout);
        _process.Dispose();
        _process = _command.Start(InstanceVariable, _instance);
        _output = new HostOutput(_process);
        await ReadyAsync();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndedAsync(TimeSpan timeout)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(timeout);
        try
        {
            await _output.Exited.WaitAsync(late.Token);
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            Assert.Fail($"The host did not end within {timeout.TotalSeconds} s. It said: {Said}");
        }

        return _process.ExitCode;
    }

    /// <summary>Ends whatever was started by it, a worker that outlived its host and the worker's children included.</summary>
    public async ValueTask DisposeAsync()
    {
        string mark = $"{InstanceVariable}={_instance}";
        using var late = new CancellationTokenSource(KillTimeout);
        while (ProcessTable.WithVariable(mark) is { Count: > 0 } left && !late.IsCancellationRequested)
        {
            foreach (int id in left)
                Signal.Kill(id);
            await Task.Delay(20, CancellationToken.None);
        }

        _process.Dispose();
    }

    private static bool IsWorker(int id) => ProcessTable.CommandLine(id).Contains(WorkerArgument);

    private static async Task KillAsync(int id)
    {
        Signal.Kill(id);
        await ProcessTable.Until(() => !ProcessTable.IsAlive(id), KillTimeout, $"process {id} ends");
    }

    private async Task SignalBothAsync(string signal)
    {
        foreach (int id in new[] { _process.Id, WorkerProcessId }.OfType<int>().ToList())
            await Signal.SendAsync(signal, id);
    }

    private async Task ReadyAsync()
    {
        Task<Uri> ready = _output.Ready;
        await Task.WhenAny(ready, _output.Exited, Task.Delay(StartTimeout, TestContext.Current.CancellationToken));
        if (_output.Exited.IsCompleted)
            await Task.WhenAny(_output.ErrorAsync(), Task.Delay(OutputTimeout, TestContext.Current.CancellationToken));
        Assert.True(ready.IsCompletedSuccessfully,
            $"The host {(IsRunning ? $"was not ready within {StartTimeout.TotalSeconds} s" : "ended before it was ready")}. It said: "
                + $"{Said}");
        Address = await ready;
    }
}
