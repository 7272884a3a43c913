using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace OcrFunctions.Benchmarks;

/// <summary>
/// How long one-page documents take while a large one is read, beside how long they take on an idle host, in one warm run against an app
/// that serves.
/// </summary>
internal sealed class Fairness(Uri app, byte[] large, byte[] small) : IDisposable
{
    private const int Documents = 10, LargePages = 200;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly ServedApp _app = new(app);

    /// <returns>Exit code.</returns>
    public async Task<int> RunAsync()
    {
        for (int i = 0; i < 3; i++)
            await ReadSmallAsync("normal");

        double idle = await MedianAsync("idle", "normal", null);
        foreach (string priority in new[] { "normal", "high" })
        {
            string id = await PostAsync(large, $"name=large.pdf&pages=1-{LargePages}");
            while ((int?)(await _app.StatusAsync(id))["progress"]!["pagesDone"] < 10)
                await Task.Delay(200);
            double busy = await MedianAsync($"{priority}, while {LargePages} pages are read", priority, id);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {busy / idle:F2} times the idle median"));
            await _app.CancelAsync(id);
            await _app.EndAsync(id, Poll);
        }

        return 0;
    }

    public void Dispose() => _app.Dispose();

    private async Task<double> MedianAsync(string what, string priority, string? busyWith)
    {
        var seconds = new List<double>();
        for (int i = 0; i < Documents; i++)
            seconds.Add(await ReadSmallAsync(priority));
        seconds.Sort();
        JsonNode? progress = busyWith is null ? null : (await _app.StatusAsync(busyWith))["progress"];
        double median = (seconds[Documents / 2 - 1] + seconds[Documents / 2]) / 2;
        string left = progress is null ? "" : $"; the large one has {progress["pagesDone"]} pages then";
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{what}: median {median:F2} s, {seconds[0]:F2} to {seconds[^1]:F2}{left}"));
        return median;
    }

    private async Task<double> ReadSmallAsync(string priority)
    {
        var watch = Stopwatch.StartNew();
        string id = await PostAsync(small, $"name=small.pdf&pages=1&priority={priority}");
        await _app.EndAsync(id, Poll);
        return watch.Elapsed.TotalSeconds;
    }

    private async Task<string> PostAsync(byte[] file, string query)
    {
        using var body = new ByteArrayContent(file);
        return await _app.PostAsync(body, "mode=force&" + query);
    }
}
