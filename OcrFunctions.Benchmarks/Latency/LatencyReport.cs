using System.Globalization;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Benchmarks.Latency;

/// <summary>
/// Where the time of a one-page document goes, posted and dropped, from the first byte sent until a client sees that it is finished:
/// medians, stage by stage, in an app that serves on this machine.
/// </summary>
internal sealed class LatencyReport(Uri app, byte[] file, string name) : IDisposable
{
    /// <summary>Documents of each kind; those before them load models and compile code.</summary>
    private const int Documents = 5, WarmUps = 3;

    /// <summary>Where the app looks for new files.</summary>
    private const string Container = "documents";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private readonly ServedApp _app = new(app);

    public const string Usage =
        "  latency http://127.0.0.1:7071/ FILE.pdf   a one-page document stage by stage; with AzureWebJobsStorage set to the app's "
            + "connection string also dropped into its container";

    public async Task<int> RunAsync()
    {
        await PrintAsync("posted", PostAsync);
        if (Environment.GetEnvironmentVariable("AzureWebJobsStorage") is { Length: > 0 } connection)
        {
            var container = new BlobContainerClient(connection, Container);
            await PrintAsync("dropped", () => DropAsync(container));
        }

        return 0;
    }

    public void Dispose() => _app.Dispose();

    private static async Task PrintAsync(string how, Func<Task<StageLatencies>> read)
    {
        for (int i = 0; i < WarmUps; i++)
            await read();
        var all = new List<StageLatencies>();
        for (int i = 0; i < Documents; i++)
            all.Add(await read());
        Console.WriteLine($"\n| {how}, medians of {Documents} | ms |\n|---|---|");
        foreach ((string stage, Func<StageLatencies, TimeSpan> time) in StageLatencies.Stages)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {stage} | {all.Select(time).Order().ElementAt(Documents / 2).TotalMilliseconds:0} |"));
    }

    private async Task<StageLatencies> PostAsync()
    {
        DateTime begun = TimeProvider.System.GetUtcNow().UtcDateTime;
        using var body = new ByteArrayContent(file);
        string id = await _app.PostAsync(body, $"name={Uri.EscapeDataString(name)}");
        return await FollowAsync(id, begun, TimeProvider.System.GetUtcNow().UtcDateTime);
    }

    private async Task<StageLatencies> DropAsync(BlobContainerClient container)
    {
        string blob = $"{Guid.NewGuid():N}{Path.GetExtension(name)}";
        DateTime begun = TimeProvider.System.GetUtcNow().UtcDateTime;
        BlobContentInfo stored = await container.GetBlobClient(blob).UploadAsync(new BinaryData(file));
        DateTime uploaded = TimeProvider.System.GetUtcNow().UtcDateTime;
        string id = DocumentId.Of(BlobSource.Of(Container, blob, stored.ETag));
        while (!await _app.KnowsAsync(id))
            await Task.Delay(Poll);
        return await FollowAsync(id, begun, uploaded);
    }

    private async Task<StageLatencies> FollowAsync(string id, DateTime begun, DateTime accepted)
    {
        JsonObject document = await _app.EndAsync(id, Poll);
        DateTime seen = TimeProvider.System.GetUtcNow().UtcDateTime;
        if ((string)document["status"]! != "Succeeded")
            throw new InvalidOperationException(document.ToJsonString());
        var run = new DocumentRun(id, 1);
        return new StageLatencies
        {
            Begun = begun,
            Accepted = accepted,
            Seen = seen,
            Document = await _app.HistoryAsync(run.InstanceId, Poll),
            Pages = await _app.HistoryAsync(run.ChunkInstanceId(0), Poll),
            Engine = TimeSpan.FromMilliseconds((double)(await _app.PageAsync(id, 1))["cpuMilliseconds"]!),
        };
    }
}
