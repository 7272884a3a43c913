using System.Collections.Concurrent;
using System.Diagnostics;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Engines;

namespace OcrFunctions.Benchmarks.Throughput;

/// <summary>
/// The product's engines alone, one a core, on page images that were made before: what the product could reach if everything around
/// recognition took no time. They run without a second recognizer.
/// </summary>
/// <param name="acceleration">Instruction set of the forward pass, <c>auto</c> or <c>off</c>.</param>
internal sealed class EnginesContender(string acceleration = "auto") : IDisposable
{
    private readonly LocalEngines _engines = new(Environment.ProcessorCount, acceleration);
    private readonly ConcurrentBag<StageTimes> _stages = [];

    /// <param name="images">One a page.</param>
    /// <param name="language">Language codes joined by a plus sign.</param>
    public async Task<Measurement> ReadAsync(IReadOnlyList<string> images, string language)
    {
        _stages.Clear();
        await using var memory = new MemoryPeak(Engines);
        ProcessTimes before = ProcessTimes.Of(Engines());
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(images, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            async (image, cancellationToken) =>
            {
                using IPageEngineLease lease = await _engines.Pool.EnterAsync(new PageQueueEntry("1", Priority.Normal), cancellationToken);
                RecognizedPage page = await lease.RecognizeAsync(
                    new PageWork(image, DocumentKind.Png, 1, new RecognitionOptions(language, SecondReader: SecondReaderMode.Off)),
                    cancellationToken);
                _stages.Add(page.Stages!);
            });
        watch.Stop();
        ProcessTimes parts = ProcessTimes.Of(Engines()) - before;
        return new Measurement(watch.Elapsed.TotalSeconds, parts.Product, memory.Megabytes, parts);

        static IEnumerable<int> Engines() => Processes.DescendantsOf(Environment.ProcessId);
    }

    /// <summary>Where the engines' time of the last round went, as a table.</summary>
    public IEnumerable<string> StageTable() => StageReport.Table(("CPU ms a page", _stages));

    public void Dispose() => _engines.Dispose();
}
