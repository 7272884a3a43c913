using OcrFunctions.EmbeddedHost.Durable.History;
using OcrFunctions.EmbeddedHost.Durable.Storage;

namespace OcrFunctions.EmbeddedHost.Durable.Engine;

/// <summary>
/// Of the messages that have arrived, those that count. Everything may arrive twice: an activity that was run again after a
/// crash, a child's answer that was sent again, a message that was stored and is still there.
/// </summary>
internal sealed class Inbox
{
    public Inbox(InstanceState state, HistoryIndex index, IEnumerable<Message> messages)
    {
        var generation = new GenerationKey(state.RunId, state.Generation);
        var answered = new HashSet<int>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (Message message in messages)
        {
            if (message.Event is not { } e || (message.For is { } key && key != generation))
                continue;
            bool counts = e switch
            {
                AnswerEvent answer => index.Awaits(answer) && answered.Add(answer.To),
                EventRaised { MessageId: { } messageId } => !index.HasSeen(messageId) && seen.Add(messageId),
                _ => true,
            };
            if (!counts)
                continue;
            Events.Add(e);
            if (message.StoredAs is { } id)
                Stored.Add(id);
        }
    }

    public List<HistoryEvent> Events { get; } = [];

    /// <summary>Stored messages among them: they go when the turn is published.</summary>
    public List<string> Stored { get; } = [];
}
