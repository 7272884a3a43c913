namespace OcrFunctions.Pipeline.Infrastructure;

/// <summary>
/// A result cached for a while. Callers in that time get the same one, and callers during its computation wait for it too: however
/// many there are, it is computed once in that time. A failure is cached too.
/// </summary>
/// <param name="compute">Computes the result, for all callers.</param>
/// <param name="lifetime">How long it is valid.</param>
/// <param name="time">Clock.</param>
internal sealed class TimedCache<T>(Func<Task<T>> compute, TimeSpan lifetime, TimeProvider time)
{
    private readonly Lock _lock = new();
    private Task<T>? _result;
    private long _computedAt;

    public Task<T> GetAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_result is null || (_result.IsCompleted && time.GetElapsedTime(Interlocked.Read(ref _computedAt)) >= lifetime))
                _result = ComputeAsync();
            return _result.WaitAsync(cancellationToken);
        }
    }

    private async Task<T> ComputeAsync()
    {
        // The synchronous part before the first await must not block a caller.
        await Task.Yield();
        try
        {
            return await compute();
        }
        finally
        {
            Interlocked.Exchange(ref _computedAt, time.GetTimestamp());
        }
    }
}
