using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OcrFunctions.EmbeddedHost;
using OcrFunctions.EmbeddedHost.Hosting;
using OcrFunctions.Orchestrations;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Recognition;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.App;

/// <summary>The whole app on the embedded host, on a storage account of its own.</summary>
internal sealed class AppHarness : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly EmbeddedApp _app;

    private AppHarness(EmbeddedApp app, string account, IPageEngine? engine)
    {
        _app = app;
        Account = account;
        Engine = (engine as ScriptedEngine)!;
        Http = new HttpClient { BaseAddress = app.BaseAddress };
    }

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public string Account { get; }

    /// <summary>The engine that the test scripts; null where another one runs.</summary>
    public ScriptedEngine Engine { get; }

    public HttpClient Http { get; }

    public BlobContainerClient Documents => new(Account, "documents");

    /// <param name="azurite">Gives the account.</param>
    /// <param name="engine">Null for the real engine.</param>
    /// <param name="account">An account that was used before, to go on where an earlier app stopped.</param>
    /// <param name="settings">Further settings.</param>
    /// <param name="port">Where an earlier app listened; a free one if 0.</param>
    public static async Task<AppHarness> StartAsync(AzuriteFixture azurite, IPageEngine? engine, string? account = null, Dictionary<string, string?>? settings = null, int port = 0)
    {
        account ??= azurite.NewAccount();
        var options = new EmbeddedHostOptions
        {
            Port = port,
            Settings = new Dictionary<string, string?>(settings ?? []) { ["AzureWebJobsStorage"] = account },
            Configure = builder =>
            {
                builder.Logging.AddFilter(static level => level >= LogLevel.Error);
                if (engine is not null)
                    builder.Services.AddSingleton(engine);
            },
        };
        return new AppHarness(await EmbeddedApp.StartAsync(Program.Main, options, Stop), account, engine);
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <returns>The 202 answer's body.</returns>
    public async Task<JsonObject> PostAsync(byte[] body, string query = "name=scan.tif")
    {
        using HttpResponseMessage answer = await Http.PostAsync($"api/documents?{query}", new ByteArrayContent(body), Stop);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!;
    }

    /// <summary>Posts nothing to a URL.</summary>
    public async Task<(System.Net.HttpStatusCode Status, JsonObject? Body)> ActAsync(HttpMethod method, string url)
    {
        using HttpResponseMessage answer = await Http.SendAsync(new HttpRequestMessage(method, url), Stop);
        string text = await answer.Content.ReadAsStringAsync(Stop);
        return (answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text)!.AsObject());
    }

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        using var late = new CancellationTokenSource(Patience);
        while (!await isSo())
        {
            Assert.False(late.IsCancellationRequested, $"After {Patience.TotalSeconds} s still not: {what}.");
            await Task.Delay(50, Stop);
        }
    }

    /// <summary>What the app's functions get to see orchestrations by.</summary>
    public IDocumentRuns Runs => new DurableRuns(Get<DurableModule>().Runtime!.Client);

    public async Task<JsonObject> GetAsync(string url) => (await Http.GetFromJsonAsync<JsonObject>(url, Stop))!;

    /// <summary>Waits for a document's end.</summary>
    public async Task<JsonObject> EndAsync(string id)
    {
        using var late = new CancellationTokenSource(Patience);
        while (true)
        {
            using HttpResponseMessage answer = await Http.GetAsync($"api/documents/{id}", Stop);
            if (answer.IsSuccessStatusCode)
            {
                JsonObject document = (await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!;
                if ((string)document["status"]! is not ("NotStarted" or "Running"))
                    return document;
            }

            Assert.False(late.IsCancellationRequested, $"Document {id} came to no end in {Patience.TotalSeconds} s.");
            await Task.Delay(50, Stop);
        }
    }

    /// <summary>Drops a blob as any storage tool would.</summary>
    /// <returns>The id of the document that it becomes.</returns>
    public async Task<string> DropAsync(string name, byte[] content)
    {
        var stored = await Documents.GetBlobClient(name).UploadAsync(new BinaryData(content), overwrite: true, Stop);
        return DocumentId.Of(BlobSource.Of("documents", name, stored.Value.ETag));
    }

    public async Task<List<PageRow>> PagesAsync(string id)
    {
        var rows = new List<PageRow>();
        await foreach (PageRow row in Get<PageStore>().ReadAsync(id, 1, Stop))
            rows.Add(row);
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
