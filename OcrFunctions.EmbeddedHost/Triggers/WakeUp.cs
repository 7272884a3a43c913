namespace OcrFunctions.EmbeddedHost.Triggers;

/// <summary>Ends the pause of everything that polls, because something may have come.</summary>
internal sealed class WakeUp
{
    private TaskCompletionSource _next = New();

    /// <summary>Ends at the next pulse. Take it before looking, or a pulse in between is missed.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Pulse() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
