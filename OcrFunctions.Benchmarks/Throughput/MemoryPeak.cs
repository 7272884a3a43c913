namespace OcrFunctions.Benchmarks.Throughput;

/// <summary>Largest resident memory of some processes together; memory that they share counts for each.</summary>
internal sealed class MemoryPeak : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _sampling;

    /// <param name="processes">Those that exist at the moment.</param>
    public MemoryPeak(Func<IEnumerable<int>> processes) => _sampling = SampleAsync(processes);

    public double Megabytes { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _sampling;
        _stop.Dispose();
    }

    private async Task SampleAsync(Func<IEnumerable<int>> processes)
    {
        using var timer = new PeriodicTimer(Period);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
                Megabytes = Math.Max(Megabytes, processes().Sum(Processes.Megabytes));
        }
        catch (OperationCanceledException)
        {
            // The measurement has ended.
        }
    }
}
