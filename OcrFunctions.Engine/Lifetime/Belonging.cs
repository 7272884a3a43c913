namespace OcrFunctions.Engine.Lifetime;

/// <summary>Something held; disposing destroys it, whoever comes first: its user or the end of the process.</summary>
internal sealed class Belonging<T>(T value, Action<T> release, Lock gate, List<IDisposable> held) : IDisposable
{
    public T Value { get; } = value;

    public void Dispose()
    {
        lock (gate)
            if (held.Remove(this))
                release(Value);
    }
}
