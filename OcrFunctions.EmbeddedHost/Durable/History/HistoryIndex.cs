namespace OcrFunctions.EmbeddedHost.Durable.History;

/// <summary>What a history says at a glance, kept up to date while events are added: what is under way, what has been seen.</summary>
internal sealed class HistoryIndex
{
    private readonly SortedDictionary<int, RequestEvent> _open = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public HistoryIndex(IEnumerable<HistoryEvent> events)
    {
        foreach (HistoryEvent e in events)
            Add(e);
    }

    public bool Started { get; private set; }

    public bool Suspended { get; private set; }

    /// <summary>Requests without an answer, in the order in which they were made.</summary>
    public IEnumerable<RequestEvent> Open => _open.Values;

    /// <summary>The messages of other orchestrations that have arrived; the latest ones are enough, a sender repeats only its last turn.</summary>
    public IReadOnlyList<string> SeenMessages => [.. _seen.TakeLast(200)];

    public bool Awaits(AnswerEvent answer) => _open.ContainsKey(answer.To);

    public bool HasSeen(string messageId) => _seen.Contains(messageId);

    public void Add(HistoryEvent e)
    {
        switch (e)
        {
            case ExecutionStarted started:
                Started = true;
                _seen.UnionWith(started.SeenMessages ?? []);
                break;
            case EventSent:
                break;
            case RequestEvent request:
                _open[request.Id] = request;
                break;
            case AnswerEvent answer:
                _open.Remove(answer.To);
                break;
            case EventRaised { MessageId: { } id }:
                _seen.Add(id);
                break;
            case ExecutionSuspended:
                Suspended = true;
                break;
            case ExecutionResumed:
                Suspended = false;
                break;
        }
    }
}
