using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace OcrFunctions.EmbeddedHost.Triggers;

/// <summary>Looks for work again and again: at once while there is some, ever more rarely while there is none.</summary>
/// <param name="look">Looks once; true when it found work.</param>
/// <param name="shortest">Pause after a look that found work.</param>
/// <param name="longest">Longest pause between two looks.</param>
internal sealed class PollingLoop(
    string what, Func<CancellationToken, Task<bool>> look, TimeSpan shortest, TimeSpan longest, WakeUp wakeUp, TimeProvider time, ILogger logger)
{
    /// <summary>A look that takes long (many blobs, a slow store) may use up this part of the time.</summary>
    private const int BusyShare = 4;

    /// <summary>Runs until the token ends it. A look that fails is logged and tried again.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        TimeSpan pause = shortest;
        bool failing = false;
        while (!cancellationToken.IsCancellationRequested)
        {
            Task woken = wakeUp.Next;
            long began = Stopwatch.GetTimestamp();
            try
            {
                pause = await look(cancellationToken) ? shortest : Longer(pause);
                failing = false;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // A store that is away is said once and not every second.
                if (!failing)
                    logger.LookFailed(e, what);
                failing = true;
                pause = longest;
            }

            TimeSpan least = Stopwatch.GetElapsedTime(began) * BusyShare;
            await PauseAsync(pause > least ? pause : least, woken, cancellationToken);
        }
    }

    private TimeSpan Longer(TimeSpan pause)
    {
        TimeSpan longer = pause * 1.5;
        return longer < longest ? longer : longest;
    }

    private async Task PauseAsync(TimeSpan pause, Task woken, CancellationToken cancellationToken)
    {
        // Jitter, so that several pollers do not ask in step.
        TimeSpan delay = pause * (0.9 + (0.2 * Random.Shared.NextDouble()));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(Task.Delay(delay, time, ended.Token), woken);
        await ended.CancelAsync();
    }
}
