using System.IO.Hashing;
using System.Text;
using Microsoft.DurableTask;

namespace OcrFunctions.Orchestrations;

/// <summary>When a failed step is retried.</summary>
internal static class Retries
{
    private const double FirstSeconds = 2, MaxSeconds = 60;

    /// <summary>For steps that fail only when storage fails: about a minute.</summary>
    public static TaskOptions OfStorage { get; } =
        TaskOptions.FromRetryPolicy(
            new RetryPolicy(maxNumberOfAttempts: 5, firstRetryInterval: TimeSpan.FromSeconds(4), backoffCoefficient: 2));

    /// <summary>
    /// Delay before a page's next attempt: doubling from 2 seconds to 60, plus up to half as long again derived from the ids. Orchestrators
    /// are replayed, so they cannot use random numbers; ids spread pages just as well.
    /// </summary>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    public static TimeSpan BackOff(string id, int page, int attempt)
    {
        double pause = Math.Min(MaxSeconds, FirstSeconds * Math.Pow(2, attempt - 1));
        uint hash = XxHash32.HashToUInt32(Encoding.UTF8.GetBytes($"{id}/{page}/{attempt}"));
        return TimeSpan.FromSeconds(pause * (1 + 0.5 * hash / uint.MaxValue));
    }
}
