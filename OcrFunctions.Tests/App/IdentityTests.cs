using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using OcrFunctions.Tests.Fixtures;
using OcrFunctions.Triggers;

namespace OcrFunctions.Tests.App;

/// <summary>
/// The whole app without a key: the credential chain of the app and of the host asks the endpoint of a managed identity for tokens, and
/// blobs, queues, tables and the task hub take nothing else.
/// </summary>
public sealed class IdentityTests(IdentityStorage storage) : IClassFixture<IdentityStorage>
{
    private const string ClientId = "11111111-2222-3333-4444-555555555555",
        HubConnection = "AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionName";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>
    /// The task hub is elsewhere and nothing is polled: with the account in the host's name instead of the path, Azurite's tables answer
    /// batches with 500, and the extension, which takes it for Azure's own, also searches the logs of the service, which Azurite has not.
    /// </summary>
    [Fact]
    public async Task A_document_is_read_from_an_account_of_which_only_the_name_is_set()
    {
        string account = storage.NewAccount();
        await using var identity = new ManagedIdentityEndpoint();
        await using var engine = new ScriptedEngineServer(new ScriptedEngine { Pages = 3 });
        await using HostProcess host = await StartAsync(engine, identity,
            new Dictionary<string, string>(storage.ServiceUris("OcrTaskHub", storage.NewAccount()))
            {
                ["AzureWebJobsStorage__accountName"] = account,
                [HubConnection] = "OcrTaskHub",
                [$"AzureWebJobs__{nameof(BlobUploaded)}__Disabled"] = "true",
            });

        await DropAsync(account, "inbox/scan.tif");
        using var http = new HttpClient { BaseAddress = host.Address };
        Assert.Equal(HttpStatusCode.Accepted, await EventGridTests.TellAsync(http, storage.Blob(account), "inbox/scan.tif"));

        JsonObject document = Assert.Single(await EndAsync(host, documents: 1));
        Assert.Equal(("inbox/scan.tif", "Succeeded", 3),
            ((string?)document["name"], (string?)document["status"], (int?)document["progress"]!["pagesDone"]));
        Assert.All(identity.Clients, Assert.Null);
        Assert.All(new[] { host.ProcessId, Assert.NotNull(host.WorkerProcessId) },
            process => Assert.DoesNotContain("AccountKey", File.ReadAllText($"/proc/{process}/environ"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Posted_and_dropped_documents_are_read_by_a_user_assigned_identity_with_the_task_hub_in_an_account_of_its_own()
    {
        string account = storage.NewAccount(), hub = storage.NewAccount();
        await using var identity = new ManagedIdentityEndpoint();
        await using var engine = new ScriptedEngineServer(new ScriptedEngine());
        var settings = new Dictionary<string, string> { [HubConnection] = "OcrTaskHub" };
        foreach ((string connection, string name) in new[] { ("AzureWebJobsStorage", account), ("OcrTaskHub", hub) })
        {
            foreach ((string setting, string uri) in storage.ServiceUris(connection, name))
                settings[setting] = uri;
            settings[$"{connection}__credential"] = "managedidentity";
            settings[$"{connection}__clientId"] = ClientId;
        }

        await using HostProcess host = await StartAsync(engine, identity, settings);
        using var http = new HttpClient { BaseAddress = host.Address };
        using HttpResponseMessage posted = await http.PostAsync("api/documents?name=scan.tif", new ByteArrayContent([1]), Stop);

        Assert.Equal(HttpStatusCode.Accepted, posted.StatusCode);
        await DropAsync(account, "inbox/scan.tif");
        Assert.All(await EndAsync(host, documents: 2), document => Assert.Equal("Succeeded", (string?)document["status"]));
        Assert.All(identity.Clients, client => Assert.Equal(ClientId, client));
        Assert.Equal(["Corrections", "DeadLetters", "DocumentIndex", "Documents"], await TablesAsync(account));
        Assert.Contains("OcrFunctionsInstances", await TablesAsync(hub));
    }

    [Fact]
    public async Task A_password_is_refused_with_a_sentence_where_there_is_no_key_to_encrypt_it_with()
    {
        await using var identity = new ManagedIdentityEndpoint();
        await using var engine = new ScriptedEngineServer(new ScriptedEngine());
        await using HostProcess host =
            await StartAsync(engine, identity, storage.ServiceUris("AzureWebJobsStorage", storage.NewAccount()));
        using var http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Add("Ocr-Password", "open sesame");

        using HttpResponseMessage refused = await http.PostAsync("api/documents?name=scan.pdf", new ByteArrayContent([1]), Stop);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        JsonObject problem = (await refused.Content.ReadFromJsonAsync<JsonObject>(Stop))!;
        Assert.Equal("NoSecretKey", (string?)problem["code"]);
        Assert.Contains("Ocr__SecretKey", (string?)problem["detail"], StringComparison.Ordinal);
    }

    private Task<HostProcess> StartAsync(
        ScriptedEngineServer engine, ManagedIdentityEndpoint identity, IReadOnlyDictionary<string, string> settings) =>
        HostProcess.StartAsync(AppHarness.AppFolder, account: null,
            new Dictionary<string, string>([
                .. engine.Settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value!)), .. identity.Variables,
                .. storage.Variables, .. settings
            ]));

    private async Task DropAsync(string account, string name) =>
        await new BlobServiceClient(storage.Blob(account), storage.Credential, new BlobClientOptions { Transport = storage.Transport })
            .GetBlobContainerClient("documents").GetBlobClient(name).UploadAsync(new BinaryData("scan"), Stop);

    private async Task<IReadOnlyList<string>> TablesAsync(string account) =>
        await new TableServiceClient(storage.Table(account), storage.Credential, new TableClientOptions { Transport = storage.Transport })
            .QueryAsync(cancellationToken: Stop).Select(table => table.Name).Order().ToListAsync(Stop);

    /// <summary>Waits until all documents are finished.</summary>
    private static async Task<IReadOnlyList<JsonObject>> EndAsync(HostProcess host, int documents)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        List<JsonObject> finished = [];
        using var late = new CancellationTokenSource(Patience);
        while (finished.Count < documents)
        {
            Assert.False(late.IsCancellationRequested, $"{documents - finished.Count} documents came to no end. {host.Said}");
            await Task.Delay(200, Stop);
            JsonObject list = (await http.GetFromJsonAsync<JsonObject>("api/documents", Stop))!;
            finished =
            [
                .. list["value"]!.AsArray().Select(document => document!.AsObject())
                    .Where(document => (string?)document["status"] is not ("NotStarted" or "Running")),
            ];
        }

        return finished;
    }
}
