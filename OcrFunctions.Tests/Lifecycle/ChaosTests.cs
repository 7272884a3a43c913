using System.Collections.Specialized;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Web;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Lifecycle;

/// <summary>The long form: CHAOS_DOCUMENTS=100; another random sequence: CHAOS_SEED.</summary>
public sealed class ChaosTests(AzuriteFixture azurite) : IDisposable
{
    private static readonly int Documents = Number("CHAOS_DOCUMENTS", 20), Seed = Number("CHAOS_SEED", 5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120 + 6 * Documents);

    private readonly TestDocuments _files = new();

    [Fact]
    public async Task Documents_end_as_their_inputs_determine_whatever_is_killed_and_nothing_is_left_behind()
    {
        var chance = new Random(Seed);
        string account = azurite.NewAccount();
        using var app = new ServedApp(account, ("Ocr__ReconcileAfterSeconds", "5"), ("Logging__LogLevel__Default", "Warning"));
        using var http = new HttpClient();
        await app.StartAsync();
        IReadOnlyList<ChaosDocument> documents = ChaosDocument.Make(Documents, chance, _files);

        int hostKills = 0, engineKills = 0, cancels = 0, posted = 0;
        foreach (ChaosDocument document in documents)
        {
            document.Id = document.IsDropped ? await DropAsync(account, document) : await PostAsync(app, http, document);
            // Mostly one of the last few: an older one is finished.
            ChaosDocument victim = documents[Math.Max(0, posted - chance.Next(3))];
            posted++;
            if (chance.Next(100) < 30 && await CancelAsync(app, http, victim))
                cancels++;

            if (chance.Next(100) < 20 && app.Engines() is { Count: > 0 } engines)
            {
                Kill(engines[chance.Next(engines.Count)]);
                engineKills++;
            }

            if (chance.Next(100) < (Documents > 50 ? 8 : 15))
            {
                await app.KillAsync();
                await app.StartAsync();
                hostKills++;
            }

            await Task.Delay(chance.Next(0, 200), AppHarness.Stop);
        }

        var ends = new List<JsonObject>();
        foreach (ChaosDocument document in documents)
            ends.Add(await EndAsync(app, http, document));
        IEnumerable<string> counts = ends.GroupBy(end => $"{end["status"]} {end["error"]?["code"]}".Trim())
            .OrderBy(g => g.Key).Select(g => $"{g.Key} {g.Count()}");
        TestContext.Current.SendDiagnosticMessage(
            $"seed {Seed}: {Documents} documents, {hostKills} host kills, {engineKills} engine kills, {cancels} cancels: "
                + string.Join(", ", counts));
        Assert.All(documents.Zip(ends), pair => Explain(pair.First, pair.Second, engineKills));

        await AssertNothingIsLeftAsync(app, account, documents);
    }

    public void Dispose() => _files.Dispose();

    private static void Explain(ChaosDocument document, JsonObject end, int engineKills)
    {
        string status = (string)end["status"]!, story = $"{document.Name} {end.ToJsonString()}";
        string? code = (string?)end["error"]?["code"];
        if (document.Canceled)
            Assert.True(status == "Canceled", story);
        else if (document.Pages == 0)
            Assert.True(status == "Failed" && (document.Codes.Contains(code) || IsKilled(code)), story);
        else
            Assert.True((status == "Succeeded" && (int)end["progress"]!["pagesDone"]! == document.Pages) || IsKilled(code), story);

        // Three engines in a row were killed on one page.
        bool IsKilled(string? code) => code == "EngineCrashed" && engineKills >= 2;
    }

    private static async Task AssertNothingIsLeftAsync(ServedApp app, string account, IReadOnlyList<ChaosDocument> documents)
    {
        var table = new TableClient(account, "Documents");
        List<TableEntity> rows = await table.QueryAsync<TableEntity>(cancellationToken: AppHarness.Stop).ToListAsync(AppHarness.Stop);
        Assert.Equal(documents.Count, rows.Count(row => row.RowKey == "document"));
        Assert.DoesNotContain(rows, row => row.GetString("Status") is "Running" or "NotStarted");

        await AppHarness.UntilAsync(async () =>
            await new TableClient(account, "DocumentIndex").QueryAsync<TableEntity>(
                row => row.PartitionKey.CompareTo("active-") >= 0 && row.PartitionKey.CompareTo("active.") < 0,
                cancellationToken: AppHarness.Stop).CountAsync(AppHarness.Stop) == 0,
            "no list says that a document is unfinished");
        using var http = new HttpClient { BaseAddress = app.Address };
        await AppHarness.UntilAsync(
            async () => await new DurableApi(http).ListAsync("", AppHarness.Stop).AllAsync(instance => instance.IsFinal, AppHarness.Stop),
            "every orchestration ended");
        await app.StopAsync();
        await app.UntilNothingIsLeftAsync();
    }

    private static async Task<string> PostAsync(ServedApp app, HttpClient http, ChaosDocument document)
    {
        while (true)
        {
            try
            {
                using HttpResponseMessage answer =
                    await http.PostAsync(new Uri(app.Address!, $"api/documents?name={document.Name}{document.Query}"),
                        new ByteArrayContent(document.Content), AppHarness.Stop);
                Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
                return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>(AppHarness.Stop))!["id"]!;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(200, AppHarness.Stop);
            }
        }
    }

    private static async Task<string> DropAsync(string account, ChaosDocument document)
    {
        NameValueCollection options = HttpUtility.ParseQueryString(document.Query.TrimStart('&'));
        var stored = await new BlobContainerClient(account, "documents").GetBlobClient(document.Name).UploadAsync(
            new BinaryData(document.Content),
            new BlobUploadOptions { Metadata = options.AllKeys.ToDictionary(key => key!, key => options[key]!) }, AppHarness.Stop);
        return DocumentId.Of(BlobSource.Of("documents", document.Name, stored.Value.ETag));
    }

    private static async Task<bool> CancelAsync(ServedApp app, HttpClient http, ChaosDocument document)
    {
        using HttpResponseMessage answer =
            await http.PostAsync(new Uri(app.Address!, $"api/documents/{document.Id}/cancel"), null, AppHarness.Stop);
        // Too late for one that is finished; accepted again for one that was canceled.
        bool first = answer.StatusCode == HttpStatusCode.Accepted && !document.Canceled;
        document.Canceled |= answer.StatusCode == HttpStatusCode.Accepted;
        return first;
    }

    private static async Task<JsonObject> EndAsync(ServedApp app, HttpClient http, ChaosDocument document)
    {
        using var late = new CancellationTokenSource(Patience);
        while (true)
        {
            JsonObject? body = await app.GetAsync(http, $"api/documents/{document.Id}");
            if (body is not null && (string)body["status"]! is not ("NotStarted" or "Running"))
                return body;
            Assert.False(late.IsCancellationRequested, $"{document.Name} came to no end: {body?.ToJsonString()}\n{app.Said}");
            await Task.Delay(200, AppHarness.Stop);
        }
    }

    private static void Kill(System.Diagnostics.Process process)
    {
        try
        {
            process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It had already ended.
        }
    }

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number
            : otherwise;
}
