using Microsoft.Extensions.Logging;

namespace OcrFunctions.EmbeddedHost.Triggers;

/// <summary>Runs calls side by side and knows how many are under way.</summary>
internal sealed class CallTracker(ILogger logger)
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _abandoned = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;

    /// <summary>Ends when the host's patience with its last calls does. Stopping alone cancels no call.</summary>
    public CancellationToken Abandoned => _abandoned.Token;

    public void Run(Func<Task> call)
    {
        lock (_gate)
            _running++;
        _ = Task.Run(async () =>
        {
            try
            {
                await call();
            }
            catch (OperationCanceledException) when (_abandoned.IsCancellationRequested)
            {
                logger.CallAbandoned();
            }
            catch (Exception e)
            {
                logger.CallBroke(e);
            }
            finally
            {
                Ended();
            }
        });
    }

    /// <summary>Ends when no more than so many calls are under way.</summary>
    public async Task WhenAtMostAsync(int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_running <= count)
                    return;
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Waits for the calls; cancels them when the token says that this has taken long enough.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WhenAtMostAsync(0, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await _abandoned.CancelAsync();
        }
    }

    private void Ended()
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _running--;
            changed = _changed;
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }
}
