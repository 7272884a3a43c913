using System.Collections.Concurrent;

namespace OcrFunctions.EmbeddedHost.Durable.Engine;

/// <summary>Wakes who waits for an instance to change, so that waiting costs nothing.</summary>
internal sealed class StatusSignals
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _changes = new(StringComparer.Ordinal);

    /// <summary>Ends at the instance's next change. Take it before looking at the instance, or a change in between is missed.</summary>
    public Task NextChange(string instanceId) =>
        _changes.GetOrAdd(instanceId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Changed(string instanceId)
    {
        if (_changes.TryRemove(instanceId, out TaskCompletionSource? change))
            change.TrySetResult();
    }

    /// <summary>Everybody looks again.</summary>
    public void AllChanged()
    {
        foreach (string instanceId in _changes.Keys)
            Changed(instanceId);
    }
}
