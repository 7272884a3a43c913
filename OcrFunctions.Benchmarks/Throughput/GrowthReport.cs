using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace OcrFunctions.Benchmarks.Throughput;

/// <summary>
/// How rate, CPU time and memory of a product that serves on this machine change with the number of pages of a document, and with the
/// number of one-page documents that arrive at once.
/// </summary>
internal sealed class GrowthReport(Uri app, byte[] large, byte[] small) : IDisposable
{
    /// <summary>Uploads under way at once, as of a client with several connections.</summary>
    private const int Uploads = 8;

    private static readonly int[] Pages = [10, 100, 1_000, 2_000], Documents = [1, 10, 100, 1_000];

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly ServedApp _app = new(app);

    public const string Usage =
        "  growth http://127.0.0.1:7071/ LARGE.pdf SMALL.pdf   10 to 2,000 pages of a document, 1 to 1,000 one-page documents at once";

    public async Task<int> RunAsync()
    {
        await MeasureAsync(() => ReadAsync(small, ["pages=1"]));
        Console.WriteLine("| what | seconds | a second | CPU ms each: engines | host | worker | Azurite | memory after it, MB |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (int pages in Pages)
            await PrintAsync($"document of {pages:N0} pages", pages, () => ReadAsync(large, [$"pages=1-{pages}"]));
        foreach (int documents in Documents)
            await PrintAsync($"{documents:N0} documents of one page", documents,
                () => ReadAsync(small, [.. Enumerable.Range(0, documents).Select(n => $"pages=1&externalId=growth-{documents}-{n}")]));
        return 0;
    }

    public void Dispose() => _app.Dispose();

    private static async Task PrintAsync(string what, int count, Func<Task> read)
    {
        Measurement measured = await MeasureAsync(read);
        ProcessTimes parts = measured.Parts!;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {what} | {measured.Seconds:0.0} | {count / measured.Seconds:0.0} | {Each(parts.Engines)} | {Each(parts.Host)} "
                + $"| {Each(parts.Worker)} | {Each(parts.Azurite)} | {measured.PeakMegabytes:0} |"));

        string Each(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{1000 * seconds / count:0}");
    }

    private static async Task<Measurement> MeasureAsync(Func<Task> read)
    {
        ProcessTimes before = ProcessTimes.Now();
        var watch = Stopwatch.StartNew();
        await read();
        watch.Stop();
        ProcessTimes parts = ProcessTimes.Now() - before;
        double memory = ProcessTimes.OfProduct().Sum(Processes.Megabytes);
        return new Measurement(watch.Elapsed.TotalSeconds, parts.Product, memory, parts);
    }

    /// <summary>Reads a file once for each of the given options, all at once.</summary>
    /// <exception cref="InvalidOperationException">A document did not succeed.</exception>
    private async Task ReadAsync(byte[] file, string[] options)
    {
        var ids = new string[options.Length];
        await Parallel.ForAsync(0, options.Length, new ParallelOptions { MaxDegreeOfParallelism = Uploads }, async (i, _) =>
        {
            using var body = new ByteArrayContent(file);
            ids[i] = await _app.PostAsync(body, $"name=growth.pdf&{options[i]}");
        });
        foreach (string id in ids)
        {
            JsonObject document = await _app.EndAsync(id, Poll);
            if ((string)document["status"]! != "Succeeded")
                throw new InvalidOperationException(document.ToJsonString());
        }
    }
}
