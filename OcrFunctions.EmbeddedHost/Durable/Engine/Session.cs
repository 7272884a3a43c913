using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using OcrFunctions.EmbeddedHost.Durable.History;
using OcrFunctions.EmbeddedHost.Durable.Storage;

namespace OcrFunctions.EmbeddedHost.Durable.Engine;

/// <summary>
/// The time during which a task hub is ours: from taking the lease to giving it back or losing it. Every unfinished instance
/// of the hub is in memory here; nothing outlives the session but what is in storage.
/// </summary>
internal sealed class Session : IAsyncDisposable
{
    private static readonly TimeSpan LookForLateWrites = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, Instance> _instances = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim[] _idLocks = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];
    private readonly ConcurrentDictionary<Task, bool> _tracked = new();
    private readonly CancellationTokenSource _ended;
    private readonly TimeProvider _time;
    private readonly string _hub;

    public Session(DurableRuntimeOptions options, HubStorage storage, HubLease lease, IDurableFunctions functions, StatusSignals signals, TimeProvider time, ILoggerFactory loggers)
    {
        (_hub, _time, Lease, Signals) = (options.TaskHub, time, lease, signals);
        Log = loggers.CreateLogger<DurableRuntime>();
        Payloads = new PayloadBlobs(storage.Container);
        Instances = new InstanceStore(storage.Instances);
        Histories = new HistoryStore(storage.History, Payloads);
        Planner = new TurnPlanner(functions, loggers);
        Cache = new HistoryCache(options.CachedEvents);
        Timers = new DurableTimers(time);
        Starter = new InstanceStarter(this);
        Orchestrators = new SemaphoreSlim(Math.Max(1, options.MaxConcurrentOrchestrators));
        Activities = new ActivityPool(functions, time, Math.Max(1, options.MaxConcurrentActivities), Log);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(lease.Lost);
        Ended = _ended.Token;
    }

    public HubLease Lease { get; }

    public StatusSignals Signals { get; }

    public ILogger Log { get; }

    public PayloadBlobs Payloads { get; }

    public InstanceStore Instances { get; }

    public HistoryStore Histories { get; }

    public TurnPlanner Planner { get; }

    public HistoryCache Cache { get; }

    public DurableTimers Timers { get; }

    public InstanceStarter Starter { get; }

    public SemaphoreSlim Orchestrators { get; }

    /// <summary>Keeps a wide fan-out of children from opening a connection for each.</summary>
    public SemaphoreSlim ChildStarts { get; } = new(16);

    public ActivityPool Activities { get; }

    /// <summary>Cancelled when the session is over, for whatever reason.</summary>
    public CancellationToken Ended { get; }

    public DateTime Now => _time.GetUtcNow().UtcDateTime;

    public async Task StartAsync(CancellationToken cancellation)
    {
        int count = await Recovery.RunAsync(this, cancellation);
        EngineLog.HubOpened(Log, _hub, count);

        // An earlier owner that was cut off in the middle may still have added a row after we looked.
        _ = LookAgainAsync();
    }

    public Instance? Find(string instanceId) => _instances.GetValueOrDefault(instanceId);

    public Instance? FindByKey(string key) => _instances.Values.FirstOrDefault(i => StorageKeys.Escape(i.Id) == key);

    /// <summary>
    /// The row as it stands: from memory if the instance is unfinished, else from storage. An unfinished row that memory does not
    /// know came of a start whose answer was lost, or of an earlier owner's last breath; it is taken up here, or nobody would.
    /// </summary>
    public async Task<InstanceState?> ReadAsync(string instanceId)
    {
        if (Find(instanceId) is { State.IsFinal: false } live)
            return live.State;
        InstanceState? stored = await Instances.GetAsync(instanceId, Ended);
        if (stored is not { IsFinal: false })
            return stored;
        await Recovery.TakeUpAsync(this, stored, Ended);
        return Find(instanceId)?.State ?? await Instances.GetAsync(instanceId, Ended);
    }

    /// <summary>Takes an instance whose row is ours into memory.</summary>
    public Instance Begin(InstanceState state, List<HistoryEvent> history, bool wake = true)
    {
        var instance = new Instance(this, state);
        instance.Begin(history);
        _instances[state.InstanceId] = instance;
        if (wake)
            Wake(instance);
        Signals.Changed(state.InstanceId);
        return instance;
    }

    /// <summary>Gives an instance a turn: now, or when it is due to start.</summary>
    public void Wake(Instance instance)
    {
        InstanceState state = instance.State;
        if (!instance.Index.Started && state.StartAt > Now)
            Timers.Arm(new TimerKey(new GenerationKey(state.RunId, state.Generation), TimerKey.Start), state.StartAt.Value, () => instance.Post(Message.WakeUp));
        else
            instance.Post(Message.WakeUp);
    }

    public void Remove(Instance instance) => _instances.TryRemove(new KeyValuePair<string, Instance>(instance.Id, instance));

    /// <summary>Keeps two starts of one id, or a start and a recovery, from getting in each other's way.</summary>
    public async Task<IDisposable> LockIdAsync(string instanceId)
    {
        SemaphoreSlim gate = _idLocks[(uint)instanceId.GetHashCode(StringComparison.Ordinal) % _idLocks.Length];
        await gate.WaitAsync(Ended);
        return new Releaser(gate);
    }

    /// <summary>Repeats a storage operation that may be repeated until it is known to have happened.</summary>
    public async Task<T> RetryAsync<T>(string instanceId, Func<Task<T>> operation)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await operation();
            }
            catch (Exception e) when (StorageFailure.IsPassing(e) && !Ended.IsCancellationRequested)
            {
                TimeSpan pause = TimeSpan.FromSeconds(Math.Min(30, attempt));
                EngineLog.CommitFailed(Log, instanceId, attempt, pause, e);
                await Task.Delay(pause, Ended);
            }
        }
    }

    public Task RetryAsync(string instanceId, Func<Task> operation) => RetryAsync(instanceId, async () =>
    {
        await operation();
        return true;
    });

    /// <summary>Removes the history of a generation that nothing points to any more.</summary>
    public async Task CleanUpAsync(InstanceState left)
    {
        try
        {
            await Histories.DeleteGenerationAsync(left, Ended);
        }
        catch (Exception e) when (StorageFailure.IsPassing(e))
        {
            EngineLog.NotCleanedUp(Log, left.InstanceId, e);
        }
    }

    /// <summary>Runs work on the thread pool, without what hangs on the caller's context: a request must not be seen by an orchestration it woke.</summary>
    public void Run(Func<Task> work)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            Track(Task.Run(work));
            return;
        }

        using (ExecutionContext.SuppressFlow())
            Track(Task.Run(work));
    }

    /// <summary>Remembers work in flight, so that an orderly end can wait for it.</summary>
    public void Track(Task work)
    {
        _tracked[work] = true;
        _ = work.ContinueWith(t => _tracked.TryRemove(t, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Lets what runs come to its end and be stored, but not for ever.</summary>
    public async Task DrainAsync(TimeSpan patience)
    {
        Timers.Dispose();
        Task limit = Task.Delay(patience, Ended);
        if (!await Activities.DrainAsync(limit))
            EngineLog.ActivitiesLeft(Log, patience);
        while (!_tracked.IsEmpty && !limit.IsCompleted)
            await Task.WhenAny(Task.WhenAll(_tracked.Keys), limit);
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        Timers.Dispose();
        await Activities.DisposeAsync();
        foreach (Instance instance in _instances.Values)
            instance.Abandon(new OwnershipLostException());
    }

    private async Task LookAgainAsync()
    {
        try
        {
            await Task.Delay(LookForLateWrites, Ended);
            await Recovery.RunAsync(this, Ended);
        }
        catch (Exception e) when (e is OperationCanceledException or OwnershipLostException || StorageFailure.IsPassing(e))
        {
            // The session ended, or storage did not answer: the next start looks, too.
        }
    }

    private sealed class Releaser(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
