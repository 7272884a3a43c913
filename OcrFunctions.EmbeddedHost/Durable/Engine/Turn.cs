using OcrFunctions.EmbeddedHost.Durable.History;
using OcrFunctions.EmbeddedHost.Durable.Replay;
using OcrFunctions.EmbeddedHost.Durable.Storage;

namespace OcrFunctions.EmbeddedHost.Durable.Engine;

/// <summary>A turn that has been thought through and is to be committed.</summary>
internal sealed record Turn
{
    /// <summary>The row to publish, as far as it is known before the segments are written.</summary>
    public required InstanceState State { get; init; }

    /// <summary>The generation that this turn leaves behind, when it starts over.</summary>
    public InstanceState? Left { get; init; }

    /// <summary>What the turn adds to the history; after starting over the whole new history.</summary>
    public required IReadOnlyList<HistoryEvent> Events { get; init; }

    /// <summary>Timers that are still waited for.</summary>
    public IReadOnlySet<int> LiveTimers { get; init; } = new HashSet<int>();

    public IReadOnlyList<Sent> Sent { get; init; } = [];

    /// <summary>Stored messages that are in <see cref="Events"/> now.</summary>
    public IReadOnlyList<string> Consumed { get; init; } = [];

    public Ending? End { get; init; }

    /// <summary>Whether another turn is due at once.</summary>
    public bool Again { get; init; }
}

/// <param name="To">Receiver.</param>
/// <param name="Event">What it gets; its message id is the same whenever the sender's turn is repeated.</param>
internal sealed record Sent(string To, EventRaised Event);
