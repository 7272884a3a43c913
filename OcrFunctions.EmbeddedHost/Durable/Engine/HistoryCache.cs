namespace OcrFunctions.EmbeddedHost.Durable.Engine;

/// <summary>
/// Keeps the decoded histories of the instances that ran last, so that a turn does not read its history again, and lets the
/// others go when there are too many events in memory.
/// </summary>
internal sealed class HistoryCache(int mostEvents)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<(Instance Instance, int Events)> _recent = [];
    private readonly Dictionary<Instance, LinkedListNode<(Instance Instance, int Events)>> _nodes = [];
    private long _events;

    public void Used(Instance instance, int events)
    {
        var victims = new List<Instance>();
        lock (_gate)
        {
            Remove(instance);
            _nodes[instance] = _recent.AddFirst((instance, events));
            _events += events;
            for (LinkedListNode<(Instance Instance, int Events)>? node = _recent.Last; _events > mostEvents && node is not null && node.Value.Instance != instance; node = _recent.Last)
            {
                victims.Add(node.Value.Instance);
                Remove(node.Value.Instance);
            }
        }

        foreach (Instance victim in victims)
            victim.ForgetHistory();
    }

    public void Forget(Instance instance)
    {
        lock (_gate)
            Remove(instance);
    }

    private void Remove(Instance instance)
    {
        if (!_nodes.Remove(instance, out LinkedListNode<(Instance Instance, int Events)>? node))
            return;
        _recent.Remove(node);
        _events -= node.Value.Events;
    }
}
