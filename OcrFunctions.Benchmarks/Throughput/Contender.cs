namespace OcrFunctions.Benchmarks.Throughput;

/// <summary>One way to read the document.</summary>
/// <param name="Name">Its row of the table.</param>
/// <param name="ReadAsync">Reads the document once; returns what it took.</param>
internal sealed record Contender(string Name, Func<Task<Measurement>> ReadAsync);

/// <param name="Seconds">Wall-clock seconds.</param>
/// <param name="CpuSeconds">CPU seconds of all its processes, storage apart.</param>
/// <param name="Parts">CPU seconds by part; null for a command.</param>
internal sealed record Measurement(double Seconds, double CpuSeconds, ProcessTimes? Parts = null);
