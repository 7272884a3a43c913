using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.DurableTask.Client;
using OcrFunctions.EmbeddedHost.Durable.Storage;
using OcrFunctions.Orchestrations;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Faults.Fixtures;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Faults;

/// <summary>Another course of events: FAULTS_SEED.</summary>
public sealed class FaultyStorageTests(AzuriteFixture azurite)
{
    private const int Documents = 50, Pages = 2;
    private const string Hub = "OcrFunctions";

    private static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("FAULTS_SEED") ?? "7", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task Every_document_ends_well_and_once_although_one_storage_call_in_twenty_goes_wrong()
    {
        string account = azurite.NewAccount();
        var dice = new FaultDice(Seed, 0.05);
        await using StorageProxy proxy = await StorageProxy.StartAsync(account, _ => dice.Throw());
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

        // Files are dropped by somebody whose storage works: a tool that stores a file twice asks for two documents.
        var dropped = new Azure.Storage.Blobs.BlobContainerClient(account, "documents");
        string[] ids = await Task.WhenAll(Enumerable.Range(0, Documents).Select(n => n % 2 == 0 ? PostAsync(app, n) : DropAsync(dropped, n)));
        Assert.Equal(Documents, ids.Distinct().Count());
        foreach (string id in ids)
        {
            JsonObject document = await app.EndAsync(id);
            Assert.Equal("Succeeded", (string?)document["status"]);
        }

        TestContext.Current.SendDiagnosticMessage(
            $"seed {Seed}: {proxy.Calls} calls, {string.Join(", ", dice.Thrown.Select(f => $"{f.Key} {f.Value}"))}; {read.Values.Sum()} reads of {read.Count} pages");
        foreach (string id in ids)
        {
            List<PageRow> rows = await app.PagesAsync(id);
            Assert.Equal([1, 2], rows.Select(r => r.Page));
            Assert.All(rows, row => Assert.Equal((PageStatus.Succeeded, 0, 0), (row.GetStatus(), row.EngineDeaths, row.HostLost)));
            Assert.All(rows, row => Assert.Equal(1, read[(id, row.Page)]));
            DocumentRow document = (await app.Get<DocumentStore>().FindAsync(id, AppHarness.Stop))!;
            Assert.Equal(("page 1\n\fpage 2\n", 1), (document.Text, document.Run));
        }

        await AssertOneOrchestrationEachAsync(account, ids);
        Assert.Equal(ids.Order(StringComparer.Ordinal), (await IndexAsync(app)).Order(StringComparer.Ordinal));
    }

    private static async Task<string> PostAsync(AppHarness app, int n)
    {
        for (int attempt = 1; ; attempt++)
        {
            using HttpResponseMessage answer = await app.Http.PostAsync($"api/documents?name=posted-{n}.tif", new ByteArrayContent([1, 2, (byte)n]), AppHarness.Stop);
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

    /// <returns>Ids of the index, every row of which has to say how its document ended.</returns>
    private static async Task<IReadOnlyList<string>> IndexAsync(AppHarness app)
    {
        var (rows, _) = await app.Get<DocumentIndex>().ListAsync(new DocumentFilter(), 1000, null, AppHarness.Stop);
        Assert.All(rows, row => Assert.Equal(nameof(DocumentStatus.Succeeded), row.Status));
        return [.. rows.Select(row => row.Id)];
    }

    private static async Task AssertOneOrchestrationEachAsync(string account, string[] documents)
    {
        var hub = new StoredHub(account, Hub);
        List<InstanceState> instances = await hub.AllAsync(Documents * 2);
        Assert.All(instances, i => Assert.Equal(OrchestrationRuntimeStatus.Completed, i.Status));
        Assert.Equal(
            documents.Select(id => $"{id}-r1").Order(StringComparer.Ordinal),
            instances.Where(i => i.Name == nameof(OcrDocument)).Select(i => i.InstanceId).Order(StringComparer.Ordinal));
        foreach (InstanceState instance in instances)
            await hub.AssertWholeAsync(instance.InstanceId);
    }
}
