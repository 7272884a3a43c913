using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Exports;
using OcrFunctions.Pipeline.Inspection;
using OcrFunctions.Pipeline.Intake;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Recognition;
using OcrFunctions.Pipeline.Results;
using OcrFunctions.Pipeline.Storage;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Pipeline;

/// <summary>The pipeline without any host, on a storage account of its own, with a scripted engine.</summary>
internal sealed class PipelineHarness : IDocumentRuns, IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private PipelineHarness(ServiceProvider services, ScriptedEngine engine, string account) =>
        (_services, Engine, Account) = (services, engine, account);

    public string Account { get; }

    public ScriptedEngine Engine { get; }

    /// <summary>Runs that intake started.</summary>
    public List<DocumentRun> Started { get; } = [];

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<PipelineHarness> StartAsync(AzuriteFixture azurite, Dictionary<string, string?>? settings = null,
        string? account = null, TimeProvider? time = null)
    {
        var engine = new ScriptedEngine();
        account ??= azurite.NewAccount();
        ServiceProvider services = TestPipeline.Build(account, settings, time, registered => registered.AddSingleton<IPageEngine>(engine));
        var harness = new PipelineHarness(services, engine, account);
        foreach (IHostedService service in harness._services.GetServices<IHostedService>())
            await service.StartAsync(Stop);
        return harness;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task StartAsync(DocumentRun run, CancellationToken cancellationToken)
    {
        lock (Started)
            Started.Add(run);
        return Task.CompletedTask;
    }

    /// <summary>State of every run's orchestration as reported to the pipeline.</summary>
    public RunState State { get; set; } = RunState.Active;

    /// <summary>Runs whose closing was started.</summary>
    public List<(DocumentRun Run, OcrError? Failure)> Closed { get; } = [];

    public Task<RunState> StateAsync(DocumentRun run, CancellationToken cancellationToken) => Task.FromResult(State);

    public Task CloseAsync(DocumentRun run, OcrError? failure, CancellationToken cancellationToken)
    {
        Closed.Add((run, failure));
        return Task.CompletedTask;
    }

    public Task RewriteAsync(string documentId, bool isEnding, CancellationToken cancellationToken) =>
        Get<ExportRewriter>().RewriteAsync(documentId, cancellationToken);

    public Task<bool> PurgeAsync(string documentId, bool force, CancellationToken cancellationToken) =>
        Task.FromResult(State != RunState.Active || force);

    public Task<int> PurgeBeforeAsync(DateTimeOffset started, CancellationToken cancellationToken) => Task.FromResult(0);

    public BlobClient Blob(string name) => Get<StorageClients>().Blobs.GetBlobContainerClient(StorageNames.Documents).GetBlobClient(name);

    /// <summary>Drops a blob and ingests it.</summary>
    public async Task<DocumentRow> DropAsync(string name = "scan.tif", string content = "a scan")
    {
        await Blob(name).UploadAsync(BinaryData.FromString(content), overwrite: true, Stop);
        return (await Get<DocumentIntake>().IngestAsync(Blob(name), this, Stop))!;
    }

    /// <summary>Drops a blob, ingests it and inspects it.</summary>
    public async Task<DocumentRow> InspectAsync(int pages)
    {
        Engine.Pages = pages;
        DocumentRow row = await DropAsync();
        DocumentPlan plan = await Get<DocumentInspector>().InspectAsync(row.GetRun(), this, Stop);
        Assert.Null(plan.Error);
        return await FindAsync(row);
    }

    public Task<PageOutcome> RecognizeAsync(DocumentRow document, int page) =>
        Get<PageRecognizer>().RecognizeAsync(new PageRun(document.GetRun(), page), this, Stop);

    public Task<DocumentOutcome> FinishAsync(DocumentRow document, OcrError? failure = null) =>
        Get<DocumentFinisher>().FinishAsync(document.GetRun(), failure, Stop);

    public async Task<DocumentRow> FindAsync(DocumentRow document) => (await Get<DocumentStore>().FindAsync(document.Id, Stop))!;

    public async Task<PageRow> PageAsync(DocumentRow document, int page) => (await Get<PageStore>().FindAsync(document.Id, page, Stop))!;

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
