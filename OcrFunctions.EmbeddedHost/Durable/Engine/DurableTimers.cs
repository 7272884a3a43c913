namespace OcrFunctions.EmbeddedHost.Durable.Engine;

/// <summary>
/// Calls back at a given time, never before it. (The real host cuts delays to whole seconds and fires up to one second early.)
/// One timer of the clock serves all; which of them are set follows from the histories.
/// </summary>
internal sealed class DurableTimers : IDisposable
{
    /// <summary>A timer of the clock cannot wait longer than 49 days; looking again once a day does no harm.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private readonly PriorityQueue<TimerKey, DateTimeOffset> _due = new();
    private readonly Dictionary<TimerKey, Action> _armed = [];
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private bool _stopped;

    public DurableTimers(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(_ => FireDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Arm(TimerKey key, DateTimeOffset due, Action fire)
    {
        lock (_gate)
        {
            if (_stopped || !_armed.TryAdd(key, fire))
                return;
            _due.Enqueue(key, due);
            SetTimer();
        }
    }

    public void Disarm(TimerKey key)
    {
        lock (_gate)
            _armed.Remove(key);
    }

    /// <summary>Nothing fires any more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            _armed.Clear();
            _due.Clear();
        }

        _timer.Dispose();
    }

    private void FireDue()
    {
        var fired = new List<Action>();
        lock (_gate)
        {
            if (_stopped)
                return;
            while (_due.TryPeek(out TimerKey? key, out DateTimeOffset due) && due <= _time.GetUtcNow())
            {
                _due.Dequeue();
                if (_armed.Remove(key, out Action? fire))
                    fired.Add(fire);
            }

            SetTimer();
        }

        foreach (Action fire in fired)
            fire();
    }

    private void SetTimer()
    {
        if (!_due.TryPeek(out _, out DateTimeOffset due))
            return;
        TimeSpan wait = due - _time.GetUtcNow();

        // At least a millisecond, rounded up: the clock's timers count whole milliseconds and would otherwise come too early.
        wait = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Clamp(wait.TotalMilliseconds, 0, LookAgain.TotalMilliseconds)));
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }
}

/// <summary>One timer of one generation; request -1 is the start of a run that was scheduled for later.</summary>
internal sealed record TimerKey(GenerationKey Generation, int Request)
{
    public const int Start = -1;
}
