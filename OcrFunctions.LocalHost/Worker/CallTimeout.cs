using OcrFunctions.LocalHost.Configuration;

namespace OcrFunctions.LocalHost.Worker;

/// <summary>
/// Limits calls to <c>functionTimeout</c> that the WebJobs SDK does not make and so does not limit. A call that goes on after its time-out
/// ends the worker, as on the real host: nothing else can end it.
/// </summary>
internal sealed class CallTimeout(HostSettings settings, WorkerSupervisor workers, TimeProvider time)
{
    /// <summary>Time that a call has to end after it was canceled for its time-out.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Longest time of a call; null for no limit.</summary>
    public TimeSpan? Limit { get; } = settings.FunctionTimeout;

    /// <exception cref="TimeoutException">The call takes too long.</exception>
    public async Task<object?> LimitAsync(Func<CancellationToken, Task<object?>> call, CancellationToken cancellationToken)
    {
        if (Limit is not { } limit)
            return await call(cancellationToken);
        using var canceled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<object?> running = call(canceled.Token);
        try
        {
            return await running.WaitAsync(limit, time, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            await canceled.CancelAsync();
            _ = ReplaceUnlessEndedAsync(running);
            throw;
        }
    }

    private async Task ReplaceUnlessEndedAsync(Task running)
    {
        using var timeout = new CancellationTokenSource(Grace, time);
        await running.WaitAsync(timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!running.IsCompleted)
            workers.Replace();
    }
}
