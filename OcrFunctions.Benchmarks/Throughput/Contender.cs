namespace OcrFunctions.Benchmarks.Throughput;

/// <summary>One way to read the document.</summary>
/// <param name="Name">Its row of the table.</param>
/// <param name="Pages">Pages that it reads.</param>
/// <param name="ReadAsync">Reads them once; returns what it took.</param>
internal sealed record Contender(string Name, int Pages, Func<Task<Measurement>> ReadAsync)
{
    /// <summary>Whether it is too slow to be repeated.</summary>
    public bool OnlyOnce { get; init; }
}

/// <param name="Seconds">Wall-clock seconds.</param>
/// <param name="CpuSeconds">CPU seconds of all its processes, storage apart.</param>
/// <param name="PeakMegabytes">Largest resident memory of all its processes together, storage apart.</param>
/// <param name="Parts">CPU seconds by part; null for a command.</param>
internal sealed record Measurement(double Seconds, double CpuSeconds, double PeakMegabytes, ProcessTimes? Parts = null)
{
    /// <summary>Calls of the storage account, requests for queue messages apart; null where they were not counted.</summary>
    public int? StorageCalls { get; init; }
}
