using System.Collections.Concurrent;

namespace OcrFunctions.Tests.Faults.Fixtures;

internal enum FaultKind
{
    None,

    /// <summary>The connection ends and the call has not happened.</summary>
    DropBefore,

    /// <summary>The call has happened and the connection ends without an answer.</summary>
    DropAfter,

    /// <summary>A status, and the call has not happened.</summary>
    Refuse,

    /// <summary>A status although the call has happened.</summary>
    FailAfter,

    Delay,

    /// <summary>The call waits for something else to happen, and happens then.</summary>
    Hold,
}

/// <param name="Kind">Kind of fault.</param>
/// <param name="Status">The response status, if there is one.</param>
/// <param name="Delay">The delay, if there is one.</param>
/// <param name="Until">What is waited for, if the delay is until an event.</param>
internal readonly record struct Fault(FaultKind Kind, int Status = 0, TimeSpan Delay = default, Task? Until = null)
{
    public bool IsAfterwards => Kind is FaultKind.DropAfter or FaultKind.FailAfter;
}

/// <summary>Decides randomly, the same for the same seed, which calls fail and how.</summary>
/// <param name="share">Share of the calls, 0 to 1.</param>
internal sealed class FaultDice(int seed, double share)
{
    private readonly Lock _gate = new();
    private readonly Random _chance = new(seed);
    private readonly ConcurrentDictionary<FaultKind, int> _thrown = new();

    /// <summary>How often each fault occurred.</summary>
    public IReadOnlyDictionary<FaultKind, int> Thrown => _thrown;

    public Fault Throw()
    {
        Fault fault;
        lock (_gate)
            fault = _chance.NextDouble() >= share ? default : Pick();
        _thrown.AddOrUpdate(fault.Kind, 1, (_, n) => n + 1);
        return fault;
    }

    private Fault Pick() => _chance.Next(7) switch
    {
        0 => new Fault(FaultKind.DropBefore),
        1 => new Fault(FaultKind.DropAfter),
        2 => new Fault(FaultKind.Refuse, 500),
        3 => new Fault(FaultKind.Refuse, 503),
        4 => new Fault(FaultKind.Refuse, 429),
        5 => new Fault(FaultKind.FailAfter, 500),
        _ => new Fault(FaultKind.Delay, Delay: TimeSpan.FromMilliseconds(_chance.Next(50, 1_500))),
    };
}
