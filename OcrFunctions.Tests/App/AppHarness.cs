using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.DependencyInjection;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Tests.Fixtures;
using OcrFunctions.Tests.Pipeline;

namespace OcrFunctions.Tests.App;

/// <summary>
/// The whole app on the local host, in processes of their own and on a storage account of its own. Tests access it by HTTP, storage,
/// settings and its engine; whatever else they do to documents is done by a pipeline in their own process.
/// </summary>
internal sealed class AppHarness : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Time for a dropped blob to be found and read; the trigger looks at a busy container now and then.</summary>
    private static readonly TimeSpan DropPatience = TimeSpan.FromMinutes(4);

    private readonly ConcurrentDictionary<string, bool> _dropped = new();
    private readonly RunningApp _app;
    private readonly SharedApps? _shared;
    private readonly Lazy<ServiceProvider> _pipeline;

    private AppHarness(RunningApp app, SharedApps? shared = null)
    {
        _app = app;
        _shared = shared;
        Http = new HttpClient { BaseAddress = app.Host.Address };
        _pipeline = new Lazy<ServiceProvider>(() => TestPipeline.Build(app.Account, app.Settings));
    }

    /// <summary>The app's build output.</summary>
    public static string AppFolder { get; } = Path.Combine(AppContext.BaseDirectory, "app");

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public string Account => _app.Account;

    /// <summary>The engine that the test scripts; null if another one runs.</summary>
    public ScriptedEngine Engine => _app.Engine?.Engine!;

    public HttpClient Http { get; }

    public BlobContainerClient Documents => new(Account, "documents");

    /// <param name="azurite">Provides the account.</param>
    /// <param name="engine">Null for the real engine, or the one that the settings name.</param>
    /// <param name="account">A previously used account, to continue where an earlier app stopped.</param>
    /// <param name="settings">Further settings.</param>
    /// <param name="port">Where an earlier app listened; a free one if 0.</param>
    public static async Task<AppHarness> StartAsync(AzuriteFixture azurite, ScriptedEngine? engine, string? account = null,
        Dictionary<string, string?>? settings = null, int port = 0) =>
        new(await RunningApp.StartAsync(account ?? azurite.NewAccount(), engine, settings ?? [], port));

    /// <summary>
    /// An app that is shared by consecutive tests, as starting it takes longer than most tests: for those that query only their own
    /// documents, and leave the processes and settings as they are.
    /// </summary>
    public static async Task<AppHarness> ShareAsync(AzuriteFixture azurite, ScriptedEngine engine)
    {
        SharedApps shared =
            await TestContext.Current.GetFixture<SharedApps>()
                ?? throw new InvalidOperationException($"{nameof(SharedApps)} is no fixture of the assembly.");
        return new AppHarness(await shared.TakeAsync(azurite, engine), shared);
    }

    /// <summary>A service of the pipeline in the test's process, which has the app's account, settings and engine.</summary>
    public T Get<T>()
        where T : notnull => _pipeline.Value.GetRequiredService<T>();

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

    /// <summary>Waits until a condition is true.</summary>
    /// <param name="isSo">Tells whether it is true.</param>
    /// <param name="what">The condition, for the message.</param>
    /// <param name="ofDropped">If it concerns a dropped blob, which the trigger may find late.</param>
    public static async Task UntilAsync(Func<Task<bool>> isSo, string what, bool ofDropped = false)
    {
        TimeSpan patience = ofDropped ? DropPatience : Patience;
        using var late = new CancellationTokenSource(patience);
        while (!await isSo())
        {
            Assert.False(late.IsCancellationRequested, $"After {patience.TotalSeconds} s still not: {what}.");
            await Task.Delay(100, Stop);
        }
    }

    /// <summary>The app's orchestrations.</summary>
    public DurableApi Durable => new(Http);

    /// <summary>The app's orchestrations as the pipeline queries them.</summary>
    public IDocumentRuns Runs => new HttpDocumentRuns(Durable);

    public async Task<JsonObject> GetAsync(string url) => (await Http.GetFromJsonAsync<JsonObject>(url, Stop))!;

    /// <summary>Waits until a document is finished.</summary>
    public async Task<JsonObject> EndAsync(string id, TimeSpan? patience = null)
    {
        TimeSpan most = patience ?? (_dropped.ContainsKey(id) ? DropPatience : Patience);
        using var late = new CancellationTokenSource(most);
        while (true)
        {
            _app.Engine?.ThrowFailure();
            using HttpResponseMessage answer = await Http.GetAsync($"api/documents/{id}", Stop);
            if (answer.IsSuccessStatusCode)
            {
                JsonObject document = (await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!;
                if ((string)document["status"]! is not ("NotStarted" or "Running"))
                    return document;
            }

            Assert.False(late.IsCancellationRequested, $"Document {id} came to no end in {most.TotalSeconds} s.");
            await Task.Delay(100, Stop);
        }
    }

    /// <summary>Drops a blob as any storage tool would.</summary>
    /// <returns>The id of the document that it becomes.</returns>
    public async Task<string> DropAsync(string name, byte[] content, Dictionary<string, string>? metadata = null)
    {
        var stored =
            await Documents.GetBlobClient(name).UploadAsync(new BinaryData(content), new BlobUploadOptions { Metadata = metadata }, Stop);
        string id = DocumentId.Of(BlobSource.Of("documents", name, stored.Value.ETag));
        _dropped[id] = true;
        return id;
    }

    public async Task<List<PageRow>> PagesAsync(string id)
    {
        var rows = new List<PageRow>();
        await foreach (PageRow row in Get<PageStore>().ReadAsync(id, 1, Stop))
            rows.Add(row);
        return rows;
    }

    /// <summary>Stops the app gracefully, so that another one on the same account continues at once; disposing kills it.</summary>
    public async Task StopAsync() => Assert.Equal(0, await Host.StopAsync());

    /// <summary>The app's processes.</summary>
    public HostProcess Host => _app.Host;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_pipeline.IsValueCreated)
            await _pipeline.Value.DisposeAsync();
        await (_shared?.GiveBackAsync(_app) ?? _app.DisposeAsync());
    }
}
