using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OcrFunctions.Orchestrations;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Faults.Fixtures;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Faults;

/// <summary>The long form: FAULTS_DOCUMENTS=50; another random sequence: FAULTS_SEED.</summary>
public sealed class FaultyStorageTests(AzuriteFixture azurite)
{
    private const int Pages = 2;

    private static readonly int Documents =
        int.Parse(Environment.GetEnvironmentVariable("FAULTS_DOCUMENTS") ?? "20", System.Globalization.CultureInfo.InvariantCulture);

    private static readonly int Seed =
        int.Parse(Environment.GetEnvironmentVariable("FAULTS_SEED") ?? "7", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task Every_document_ends_correctly_and_once_although_one_storage_call_in_twenty_fails()
    {
        string account = azurite.NewAccount();
        var dice = new FaultDice(Seed, 0.05);
        bool calm = false;
        await using StorageProxy proxy = await StorageProxy.StartAsync(account, _ => Volatile.Read(ref calm) ? default : dice.Throw());
        var read = new ConcurrentDictionary<(string File, int Page), int>();
        var engine = new ScriptedEngine
        {
            Pages = Pages,
            OnPage = (work, _) =>
            {
                read.AddOrUpdate((Path.GetFileName(work.Path), work.Page), 1, (_, n) => n + 1);
                return Task.CompletedTask;
            },
        };
        await using AppHarness app = await AppHarness.StartAsync(azurite, engine, proxy.Account);

        // Files are dropped without faults: a tool that stores a file twice creates two documents.
        var dropped = new Azure.Storage.Blobs.BlobContainerClient(account, "documents");
        string[] ids =
            await Task.WhenAll(Enumerable.Range(0, Documents).Select(n => n % 2 == 0 ? PostAsync(app, n) : DropAsync(dropped, n)));
        Assert.Equal(Documents, ids.Distinct().Count());
        foreach (string id in ids)
        {
            // A message whose handling failed becomes visible again after the visibility time-out of a minute: a document may wait for
            // several, one after another.
            JsonObject document = await app.EndAsync(id, TimeSpan.FromMinutes(5));
            Assert.Equal("Succeeded", (string?)document["status"]);
        }

        TestContext.Current.SendDiagnosticMessage(
            $"seed {Seed}: {proxy.Calls} calls, {string.Join(", ", dice.Thrown.Select(f => $"{f.Key} {f.Value}"))}; {read.Values.Sum()} "
                + $"reads of {read.Count} pages");
        foreach (string id in ids)
        {
            List<PageRow> rows = await app.PagesAsync(id);
            Assert.Equal([1, 2], rows.Select(r => r.Page));
            Assert.All(rows, row => Assert.Equal((PageStatus.Succeeded, 0, 0), (row.GetStatus(), row.EngineDeaths, row.HostLost)));
            Assert.All(rows, row => Assert.Equal(1, read[(id, row.Page)]));
            DocumentRow document = (await app.Get<DocumentStore>().FindAsync(id, AppHarness.Stop))!;
            Assert.Equal(("page 1\n\fpage 2\n", 1), (document.Text, document.Run));
        }

        Volatile.Write(ref calm, true);
        await AssertOneOrchestrationEachAsync(app, ids);
        Assert.Equal(ids.Order(StringComparer.Ordinal), (await IndexAsync(app)).Order(StringComparer.Ordinal));
    }

    private static async Task<string> PostAsync(AppHarness app, int n)
    {
        for (int attempt = 1; ; attempt++)
        {
            using HttpResponseMessage answer =
                await app.Http.PostAsync($"api/documents?name=posted-{n}.tif", new ByteArrayContent([1, 2, (byte)n]), AppHarness.Stop);
            if (answer.StatusCode == HttpStatusCode.Accepted)
                return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>(AppHarness.Stop))!["id"]!;
            Assert.True(attempt < 5, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(AppHarness.Stop)}");
        }
    }

    private static async Task<string> DropAsync(Azure.Storage.Blobs.BlobContainerClient container, int n)
    {
        string name = $"dropped/{n}.tif";
        var stored = await container.GetBlobClient(name).UploadAsync(new BinaryData(new byte[] { 1, 2, (byte)n }), AppHarness.Stop);
        return DocumentId.Of(BlobSource.Of(container.Name, name, stored.Value.ETag));
    }

    /// <returns>Ids of the index, every row of which must have its document's final status.</returns>
    private static async Task<IReadOnlyList<string>> IndexAsync(AppHarness app)
    {
        var (rows, _) = await app.Get<DocumentIndex>().ListAsync(new DocumentFilter(), 1000, null, AppHarness.Stop);
        Assert.All(rows, row => Assert.Equal(nameof(DocumentStatus.Succeeded), row.Status));
        return [.. rows.Select(row => row.Id)];
    }

    /// <summary>A document is finished before the last turn of its orchestration.</summary>
    private static async Task AssertOneOrchestrationEachAsync(AppHarness app, string[] documents)
    {
        List<DurableInstance> instances = [];
        await AppHarness.UntilAsync(
            async () => (instances = await app.Durable.ListAsync("", AppHarness.Stop).ToListAsync(AppHarness.Stop)).All(
                instance => instance.IsFinal), "every orchestration ended");
        Assert.All(instances, instance => Assert.Equal("Completed", instance.RuntimeStatus));
        Assert.Equal(
            documents.Select(id => $"{id}-r1").Order(StringComparer.Ordinal),
            instances.Where(instance => instance.Name == nameof(OcrDocument)).Select(instance => instance.InstanceId)
                .Order(StringComparer.Ordinal));
    }
}
