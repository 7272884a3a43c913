namespace OcrFunctions.Pipeline;

/// <summary>
/// An answer that is good for a while. Who asks meanwhile gets the same one, and who asks while it is being found waits for it too: however
/// many ask, it is found once in that time. A failure is an answer.
/// </summary>
/// <param name="find">Finds the answer, whoever asked for it.</param>
/// <param name="life">How long it is good.</param>
/// <param name="time">Clock.</param>
internal sealed class Recent<T>(Func<Task<T>> find, TimeSpan life, TimeProvider time)
{
    private readonly Lock _lock = new();
    private Task<T>? _answer;
    private long _found;

    public Task<T> GetAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_answer is null || (_answer.IsCompleted && time.GetElapsedTime(Interlocked.Read(ref _found)) >= life))
                _answer = FindAsync();
            return _answer.WaitAsync(cancellationToken);
        }
    }

    private async Task<T> FindAsync()
    {
        // Nobody's request is to be held up by what runs before the first wait.
        await Task.Yield();
        try
        {
            return await find();
        }
        finally
        {
            Interlocked.Exchange(ref _found, time.GetTimestamp());
        }
    }
}
