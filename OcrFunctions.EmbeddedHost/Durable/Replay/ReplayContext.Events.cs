using OcrFunctions.EmbeddedHost.Durable.History;
using OcrFunctions.EmbeddedHost.Durable.Payloads;

namespace OcrFunctions.EmbeddedHost.Durable.Replay;

/// <summary>External events: kept until somebody waits for them, names without regard to case.</summary>
internal sealed partial class ReplayContext
{
    private readonly Dictionary<string, List<IEventWait>> _waits = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<EventRaised> _unclaimed = [];
    private bool _keepEvents;

    private interface IEventWait
    {
        void Complete(string? json);
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        thread.Check();
        int early = _unclaimed.FindIndex(e => string.Equals(e.Name, eventName, StringComparison.OrdinalIgnoreCase));
        if (early >= 0)
        {
            string? json = _unclaimed[early].Input;
            _unclaimed.RemoveAt(early);
            return Task.FromResult(DurableJson.Read<T>(json)!);
        }

        var wait = new EventWait<T>();
        if (!_waits.TryGetValue(eventName, out List<IEventWait>? waits))
            _waits[eventName] = waits = [];
        waits.Add(wait);
        wait.Registration = cancellationToken.Register(() =>
        {
            thread.NoteIfElsewhere();
            if (waits.Remove(wait))
                wait.Cancel(cancellationToken);
        });
        return wait.Task;
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        thread.Check();
        int id = _nextId++;
        _unrecorded.Add(id, new EventSent(_now, id, instanceId, eventName, DurableJson.Write(payload)));
    }

    private bool WaitsForEvents => _waits.Values.Any(w => w.Count > 0);

    private void Raise(EventRaised raised)
    {
        if (!_waits.TryGetValue(raised.Name, out List<IEventWait>? waits) || waits.Count == 0)
        {
            _unclaimed.Add(raised);
            return;
        }

        // The last one to wait gets the first event, as in the real host.
        IEventWait wait = waits[^1];
        waits.RemoveAt(waits.Count - 1);
        try
        {
            wait.Complete(raised.Input);
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or NotSupportedException or NullReferenceException)
        {
            // Data that does not convert cannot be caught at the wait: it fails the whole orchestration.
            throw new UncatchableFailureException(e);
        }
    }

    private sealed class EventWait<T> : IEventWait
    {
        private readonly TaskCompletionSource<T> _source = new();

        public Task<T> Task => _source.Task;

        public CancellationTokenRegistration Registration { private get; set; }

        public void Complete(string? json)
        {
            // The real wrapper unboxes the missing value here.
            if (string.IsNullOrEmpty(json) && default(T) is not null)
                throw new NullReferenceException("Object reference not set to an instance of an object.");
            T? value = DurableJson.Read<T>(json);
            Registration.Dispose();
            _source.TrySetResult(value!);
        }

        public void Cancel(CancellationToken token) => _source.TrySetCanceled(token);
    }
}
