using System.Diagnostics;
using System.Text.Json.Nodes;

namespace OcrFunctions.Benchmarks.Throughput;

/// <summary>The product: from the upload of the file until the document is finished, exports included.</summary>
internal sealed class ProductContender(Uri app, string file, string? storageLog) : IDisposable
{
    /// <summary>As a client would ask: each status costs the app a few storage calls.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1), OnceAllPagesAreRead = TimeSpan.FromMilliseconds(50);

    private readonly ServedApp _app = new(app);

    /// <param name="options">Options of the document, as of the request.</param>
    /// <exception cref="InvalidOperationException">The document did not succeed.</exception>
    public async Task<Measurement> ReadAsync(string options)
    {
        await using var memory = new MemoryPeak(ProcessTimes.OfProduct);
        ProcessTimes before = ProcessTimes.Now();
        int? calls = StorageLog.Calls(storageLog);
        var watch = Stopwatch.StartNew();
        using var body = new StreamContent(File.OpenRead(file));
        string id = await _app.PostAsync(body, $"name={Uri.EscapeDataString(Path.GetFileName(file))}&{options}");
        JsonObject document = await _app.EndAsync(id, Poll, OnceAllPagesAreRead);
        watch.Stop();
        if ((string)document["status"]! != "Succeeded")
            throw new InvalidOperationException($"{file}: {document.ToJsonString()}");
        ProcessTimes parts = ProcessTimes.Now() - before;
        return new Measurement(watch.Elapsed.TotalSeconds, parts.Product, memory.Megabytes, parts)
        {
            StorageCalls = StorageLog.Calls(storageLog) - calls,
        };
    }

    public void Dispose() => _app.Dispose();
}
