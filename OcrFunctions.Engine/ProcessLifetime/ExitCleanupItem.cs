namespace OcrFunctions.Engine.ProcessLifetime;

/// <summary>A held resource; disposing releases it, whether its user or the end of the process comes first.</summary>
internal sealed class ExitCleanupItem<T>(T value, Action<T> release, Lock gate, List<IDisposable> held) : IDisposable
{
    public T Value { get; } = value;

    public void Dispose()
    {
        lock (gate)
            if (held.Remove(this))
                release(Value);
    }
}
