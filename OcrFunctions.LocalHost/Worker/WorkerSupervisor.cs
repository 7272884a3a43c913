using Microsoft.Extensions.Logging;
using OcrFunctions.LocalHost.Configuration;
using OcrFunctions.LocalHost.Functions;
using OcrFunctions.LocalHost.Protocol;

namespace OcrFunctions.LocalHost.Worker;

/// <summary>
/// Keeps one worker running: a worker that ends is replaced at once, and with growing delays where its successors end soon, too.
/// </summary>
internal sealed class WorkerSupervisor(LocalHostOptions options, IReadOnlyList<KeyValuePair<string, string>> variables, TimeProvider time,
    ILoggerFactory loggers) : IAsyncDisposable
{
    /// <summary>Time that a worker has to connect and to load its functions.</summary>
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    /// <summary>A worker that ran this long has recovered; its end resets the delays.</summary>
    private static readonly TimeSpan StableAfter = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(30);

    private const int PortAttempts = 3;

    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ILogger _log = loggers.CreateLogger<WorkerSupervisor>();
    private IReadOnlyList<FunctionDefinition> _functions = [];
    private TaskCompletionSource<WorkerChannel> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _supervising = Task.CompletedTask;
    private WorkerProcess? _process;
    private volatile WorkerChannel? _channel;
    private Uri? _address;

    /// <summary>Fails when a worker cannot be replaced.</summary>
    public Task Failed => _failed.Task;

    /// <summary>Process id of the worker that runs.</summary>
    public int? ProcessId => _process?.Id;

    /// <returns>Null where the worker is not one of this host, or has ended.</returns>
    public WorkerChannel? Find(string workerId) => _channel is { } channel && channel.WorkerId == workerId ? channel : null;

    /// <param name="address">Address of the gRPC service.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>The app's functions.</returns>
    /// <exception cref="InvalidOperationException">The worker ended before its functions were loaded, or has a function that this host
    /// cannot run.</exception>
    public async Task<IReadOnlyList<FunctionDefinition>> StartAsync(Uri address, CancellationToken cancellationToken)
    {
        _address = address;
        var (process, channel) = await StartFirstWorkerAsync(cancellationToken);
        _ready.TrySetResult(channel);
        _supervising = SuperviseAsync(process, channel);
        return _functions;
    }

    /// <summary>The worker's channel, as soon as there is a worker.</summary>
    public Task<WorkerChannel> GetAsync(CancellationToken cancellationToken) => Volatile.Read(ref _ready).Task.WaitAsync(cancellationToken);

    /// <returns>Null where no worker is ready in time.</returns>
    public async Task<WorkerChannel?> TryGetAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            return await Volatile.Read(ref _ready).Task.WaitAsync(patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>Ends the worker at once; another takes its place.</summary>
    public void Replace() => _process?.Kill();

    /// <summary>Asks the worker to end, and ends it when it does not.</summary>
    /// <param name="grace">Time that it has.</param>
    public async Task StopAsync(TimeSpan grace)
    {
        await _stopping.CancelAsync();
        if (_process is { } process && !process.Exited.IsCompleted)
        {
            _channel?.Terminate(grace);
            await Task.WhenAny(process.Exited, Task.Delay(grace, time));
            process.Kill();
        }

        await _supervising;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _process?.Kill();
        await _supervising;
        _process?.Dispose();
        _stopping.Dispose();
    }

    /// <summary>
    /// A worker that serves HTTP itself looks for a free port and listens on it later; another program may have taken it by then.
    /// </summary>
    private async Task<(WorkerProcess Process, WorkerChannel Channel)> StartFirstWorkerAsync(CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
            try
            {
                return await StartWorkerAsync(cancellationToken);
            }
            catch (InvalidOperationException e)
                when (attempt < PortAttempts && e.Message.Contains("address already in use", StringComparison.OrdinalIgnoreCase))
            {
                _log.WorkerPortTaken();
            }
    }

    private async Task<(WorkerProcess Process, WorkerChannel Channel)> StartWorkerAsync(CancellationToken cancellationToken)
    {
        WorkerChannel channel = _channel = new WorkerChannel(Guid.NewGuid().ToString(), loggers);
        ILogger output = loggers.CreateLogger("Worker");
        WorkerProcess process =
            WorkerProcess.Start(options.AppFolder, _address!, channel.WorkerId, variables, line => output.WorkerOutput(line));
        WorkerProcess? previous = Interlocked.Exchange(ref _process, process);
        previous?.Dispose();
        using var timeout = new CancellationTokenSource(StartTimeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken, _stopping.Token);
        try
        {
            Task handshake = HandshakeAsync(channel, stop.Token);
            await Task.WhenAny(handshake, process.Exited);
            if (!handshake.IsCompletedSuccessfully && process.Exited.IsCompleted)
                throw new InvalidOperationException(
                    $"The app ended before its functions were loaded (exit code {process.ExitCode}). {process.LastError()}".TrimEnd());
            await handshake;
            return (process, channel);
        }
        catch (Exception e)
        {
            _channel = null;
            channel.Close(new WorkerProcessExitException("The worker could not be started."));
            process.Kill();
            if (e is OperationCanceledException && timeout.IsCancellationRequested)
                throw new InvalidOperationException(
                    $"The app did not load its functions within {StartTimeout.TotalSeconds:0} seconds. {process.LastError()}".TrimEnd(), e);
            throw;
        }
    }

    private async Task HandshakeAsync(WorkerChannel channel, CancellationToken cancellationToken)
    {
        IReadOnlyList<RpcFunctionMetadata> metadata = await channel.InitializeAsync(options.AppFolder, cancellationToken);
        if (_functions.Count == 0)
            _functions = [.. metadata.Select(FunctionDefinition.Read)];
        await channel.LoadAsync(_functions, cancellationToken);
    }

    private async Task SuperviseAsync(WorkerProcess process, WorkerChannel channel)
    {
        int failures = 0;
        while (true)
        {
            long started = time.GetTimestamp();
            await process.Exited;
            _channel = null;
            Volatile.Write(ref _ready, new TaskCompletionSource<WorkerChannel>(TaskCreationOptions.RunContinuationsAsynchronously));
            channel.Close(new WorkerProcessExitException($"dotnet exited with code {process.ExitCode} (0x{process.ExitCode:X})"));
            if (_stopping.IsCancellationRequested)
                return;
            _log.WorkerEnded(process.Id, process.ExitCode, process.LastError());
            failures = time.GetElapsedTime(started) < StableAfter ? failures + 1 : 1;
            try
            {
                if (failures > 1)
                    await Task.Delay(TimeSpan.FromSeconds(Math.Min(MaxPause.TotalSeconds, Math.Pow(2, failures - 2))), time,
                        _stopping.Token);
                (process, channel) = await StartWorkerAsync(CancellationToken.None);
                _log.WorkerReplaced(process.Id);
                _ready.TrySetResult(channel);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                _failed.TrySetException(e);
                return;
            }
        }
    }
}
