using Microsoft.AspNetCore.Routing;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using OcrFunctions.EmbeddedHost.Durable.Client;
using OcrFunctions.EmbeddedHost.Durable.Engine;
using OcrFunctions.EmbeddedHost.Durable.Http;
using OcrFunctions.EmbeddedHost.Durable.Storage;

namespace OcrFunctions.EmbeddedHost.Durable;

/// <summary>
/// An event-sourced stand-in for Durable Task whose whole state lives in one storage account. One host at a time owns a task
/// hub; another one that starts waits for it to end.
/// </summary>
internal sealed class DurableRuntime : IAsyncDisposable
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(5);

    private readonly DurableRuntimeOptions _options;
    private readonly IDurableFunctions _functions;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _log;
    private readonly HubStorage _storage;
    private readonly StatusSignals _signals = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly EmbeddedDurableTaskClient _client;
    private volatile TaskCompletionSource<Session> _current = NewCurrent();
    private Task _guarding = Task.CompletedTask;

    public DurableRuntime(DurableRuntimeOptions options, IDurableFunctions functions, TimeProvider time, ILoggerFactory loggers)
    {
        (_options, _functions, _time, _loggers) = (options, functions, time, loggers);
        _log = loggers.CreateLogger<DurableRuntime>();
        _storage = new HubStorage(options);
        _client = new EmbeddedDurableTaskClient(options, SessionAsync, _signals, time);
    }

    /// <summary>Its calls wait while the hub is not ours.</summary>
    public DurableTaskClient Client => _client;

    /// <summary>Waits until the task hub is ours, and takes up everything that is unfinished in it.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        await _storage.CreateAsync(either.Token);
        Session session = await OpenAsync(either.Token);
        _guarding = GuardAsync(session);
    }

    /// <summary>Takes no new work, lets what runs end and be stored for at most ten seconds, and gives the hub back.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_stopping.IsCancellationRequested)
            return;
        await _stopping.CancelAsync();
        await _guarding;
        if (End() is not { } session)
            return;
        await session.DrainAsync(_options.StopPatience);
        await session.DisposeAsync();
        await session.Lease.ReleaseAsync(cancellationToken);
        await session.Lease.DisposeAsync();
    }

    public void MapManagementEndpoints(IEndpointRouteBuilder routes) => ManagementEndpoints.Map(routes, _client);

    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    /// <summary>Ends as a killed process would: nothing is finished, stored or given back. For tests.</summary>
    internal async Task AbandonAsync()
    {
        await _stopping.CancelAsync();
        await _guarding;
        if (End() is not { } session)
            return;
        await session.DisposeAsync();
        await session.Lease.DisposeAsync();
    }

    private static TaskCompletionSource<Session> NewCurrent() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task<Session> SessionAsync(CancellationToken cancellation) => _current.Task.WaitAsync(cancellation);

    private async Task<Session> OpenAsync(CancellationToken cancellation)
    {
        while (true)
        {
            HubLease lease = await HubLeases.AcquireAsync(_storage.Container, _options.TaskHub, _options.Ownership, _log, cancellation);
            var session = new Session(_options, _storage, lease, _functions, _signals, _time, _loggers);
            try
            {
                await session.StartAsync(cancellation);
                _current.SetResult(session);
                _signals.AllChanged();
                return session;
            }
            catch (Exception e)
            {
                await session.DisposeAsync();
                if (e is OwnershipLostException || lease.Lost.IsCancellationRequested)
                {
                    await lease.DisposeAsync();
                    continue;
                }

                await lease.ReleaseAsync(CancellationToken.None);
                await lease.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>When the hub is lost to another host, lets go of everything and waits in line for it again.</summary>
    private async Task GuardAsync(Session session)
    {
        try
        {
            while (true)
            {
                using var either = CancellationTokenSource.CreateLinkedTokenSource(session.Lease.Lost, _stopping.Token);
                await Task.Delay(Timeout.InfiniteTimeSpan, either.Token).ContinueWith(_ => { }, TaskScheduler.Default);
                if (_stopping.IsCancellationRequested)
                    return;
                _current = NewCurrent();
                await session.DisposeAsync();
                await session.Lease.DisposeAsync();
                session = await ReopenAsync();
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Stopped while waiting in line.
        }
    }

    private async Task<Session> ReopenAsync()
    {
        while (true)
        {
            try
            {
                return await OpenAsync(_stopping.Token);
            }
            catch (Exception e) when (StorageFailure.IsPassing(e) && !_stopping.IsCancellationRequested)
            {
                EngineLog.NotReopened(_log, _options.TaskHub, e);
                await Task.Delay(AskAgainAfter, _stopping.Token);
            }
        }
    }

    /// <summary>Whoever asks for a session from here on is told that there is none.</summary>
    private Session? End()
    {
        TaskCompletionSource<Session> last = _current;
        _current = NewCurrent();
        _current.SetException(new InvalidOperationException("The durable runtime has been stopped."));
        _ = _current.Task.Exception;
        _signals.AllChanged();
        last.TrySetCanceled();
        return last.Task.IsCompletedSuccessfully ? last.Task.Result : null;
    }
}
