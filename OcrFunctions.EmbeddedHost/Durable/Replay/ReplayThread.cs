namespace OcrFunctions.EmbeddedHost.Durable.Replay;

/// <summary>
/// Runs an orchestrator's code on one thread, in the order in which it was queued. It is the current task scheduler there, so
/// that <c>await</c> and <c>ContinueWith</c> both come back to it. Whatever reaches it from another thread was started by
/// an await of something that is not durable: it is not run, only noted.
/// </summary>
internal sealed class ReplayThread : TaskScheduler
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly Queue<Task> _queue = new();
    private volatile bool _intruded;
    private volatile bool _closed;

    /// <summary>Whether code of the orchestrator has run, or wanted to run, outside its thread.</summary>
    public bool Intruded => _intruded;

    public override int MaximumConcurrencyLevel => 1;

    private bool IsHere => !_closed && Environment.CurrentManagedThreadId == _thread;

    /// <summary>Throws, and remembers, when the caller is not on the thread or comes too late.</summary>
    public void Check()
    {
        if (IsHere)
            return;
        _intruded = true;
        throw InvalidAwait.Exception();
    }

    public void NoteIfElsewhere() => _intruded |= !IsHere;

    /// <summary>Runs what is queued, and what that queues, until nothing is left.</summary>
    public void Drain()
    {
        while (_queue.TryDequeue(out Task? task))
            TryExecuteTask(task);
    }

    /// <summary>From here on everything that still arrives is dropped: the run is over and its result is taken.</summary>
    public void Close() => _closed = true;

    protected override void QueueTask(Task task)
    {
        if (IsHere)
            _queue.Enqueue(task);
        else
            _intruded = true;
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => IsHere && !taskWasPreviouslyQueued && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => _queue;
}
