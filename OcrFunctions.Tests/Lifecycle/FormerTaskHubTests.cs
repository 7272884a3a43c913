using System.Collections.Concurrent;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Inspection;
using OcrFunctions.Pipeline.Maintenance;
using OcrFunctions.Pipeline.Recognition;
using OcrFunctions.Tests.Fixtures;
using OcrFunctions.Tests.Pipeline;

namespace OcrFunctions.Tests.Lifecycle;

/// <summary>A storage account with documents and orchestrations of the previous version.</summary>
public sealed class FormerTaskHubTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Finished_documents_stay_unfinished_ones_continue_no_page_is_read_twice_and_the_old_hub_is_removed()
    {
        await using PipelineHarness pipeline = await StartAsync();
        DocumentRow finished = await RunningAsync(pipeline, "finished.tif", 3);
        await pipeline.FinishAsync(finished);
        DocumentRow running = await RunningAsync(pipeline, "running.tif", 2);
        DocumentRow waiting = await pipeline.DropAsync("waiting.tif");
        await LeaveHubAsync(pipeline.Account);
        var hub = new NewHub();

        Repairs repairs = await pipeline.Get<Reconciler>().RunAsync(hub, PipelineHarness.Stop);

        Assert.Equal(2, repairs.RunsStarted);
        Assert.Equal(new[] { running.GetRun(), waiting.GetRun() }.ToHashSet(), [.. hub.Started]);
        await Assert.AllAsync(hub.Started, run => WorkAsync(pipeline, run));
        foreach (DocumentRow document in new[] { finished, running, waiting })
            Assert.Equal((document.Name, "Succeeded", 3),
                (document.Name, (await pipeline.FindAsync(document)).Status, (await pipeline.FindAsync(document)).PagesDone));
        Assert.Equal([1, 1, 1, 2, 2, 2, 3, 3, 3], pipeline.Engine.Read.Order());
        Assert.Empty(await LeftAsync(pipeline.Account));
    }

    [Fact]
    public async Task A_cancellation_that_was_requested_before_is_kept()
    {
        await using PipelineHarness pipeline = await StartAsync();
        DocumentRow canceled = await RunningAsync(pipeline, "canceled.tif", 1);
        await pipeline.Get<DocumentStore>().RequestCancelAsync(canceled.Id, DateTimeOffset.UnixEpoch, PipelineHarness.Stop);
        await LeaveHubAsync(pipeline.Account);
        var hub = new NewHub();

        await pipeline.Get<Reconciler>().RunAsync(hub, PipelineHarness.Stop);
        await WorkAsync(pipeline, Assert.Single(hub.Started));

        Assert.Equal("Canceled", (await pipeline.FindAsync(canceled)).Status);
        Assert.Equal([1], pipeline.Engine.Read);
    }

    [Fact]
    public async Task Interrupted_before_every_document_continues_the_migration_keeps_the_old_hub_and_the_next_one_completes_it()
    {
        await using PipelineHarness pipeline = await StartAsync();
        DocumentRow[] documents = [await RunningAsync(pipeline, "a.tif", 1), await RunningAsync(pipeline, "b.tif", 1)];
        await LeaveHubAsync(pipeline.Account);
        var hub = new NewHub { StartsBeforeTheEnd = 1 };
        await Assert.ThrowsAsync<IOException>(() => pipeline.Get<Reconciler>().RunAsync(hub, PipelineHarness.Stop));
        Assert.Equal(3, (await LeftAsync(pipeline.Account)).Count);

        hub.StartsBeforeTheEnd = null;
        await pipeline.Get<Reconciler>().RunAsync(hub, PipelineHarness.Stop);

        Assert.Equal(documents.Select(one => one.GetRun()).ToHashSet(), [.. hub.Started]);
        Assert.Empty(await LeftAsync(pipeline.Account));
        Assert.All(await Task.WhenAll(documents.Select(pipeline.FindAsync)), row => Assert.Null(row.CancelRequestedAt));
    }

    [Fact]
    public async Task An_old_hub_whose_removal_was_interrupted_is_removed_by_the_next_migration()
    {
        await using PipelineHarness pipeline = await StartAsync();
        await RunningAsync(pipeline, "a.tif", 1);
        await LeaveHubAsync(pipeline.Account);
        await new BlobContainerClient(pipeline.Account, FormerTaskHub.Container).DeleteAsync(cancellationToken: PipelineHarness.Stop);
        await new TableClient(pipeline.Account, FormerTaskHub.HistoryTable).DeleteAsync(PipelineHarness.Stop);

        await pipeline.Get<Reconciler>().RunAsync(new NewHub(), PipelineHarness.Stop);

        Assert.Empty(await LeftAsync(pipeline.Account));
    }

    [Fact]
    public async Task Two_hosts_may_migrate_at_the_same_time()
    {
        await using PipelineHarness one = await StartAsync();
        await using PipelineHarness other = await StartAsync(one.Account);
        DocumentRow[] documents = [await RunningAsync(one, "a.tif", 1), await RunningAsync(one, "b.tif", 1), await one.DropAsync("c.tif")];
        await LeaveHubAsync(one.Account);
        var hub = new NewHub();

        await Task.WhenAll(one.Get<Reconciler>().RunAsync(hub, PipelineHarness.Stop),
            other.Get<Reconciler>().RunAsync(hub, PipelineHarness.Stop));

        Assert.Equal(documents.Select(document => document.GetRun()).ToHashSet(), [.. hub.Started]);
        Assert.Empty(await LeftAsync(one.Account));
        Assert.All(await Task.WhenAll(documents.Select(one.FindAsync)), row => Assert.Null(row.CancelRequestedAt));
    }

    [Fact]
    public async Task While_a_host_of_the_previous_version_runs_its_documents_are_left_to_it()
    {
        await using PipelineHarness pipeline = await StartAsync();
        DocumentRow running = await RunningAsync(pipeline, "a.tif", 1);
        BlobLeaseClient lease = await LeaveHubAsync(pipeline.Account);
        await lease.AcquireAsync(TimeSpan.FromSeconds(60), cancellationToken: PipelineHarness.Stop);
        var hub = new NewHub();

        await pipeline.Get<Reconciler>().RunAsync(hub, PipelineHarness.Stop);

        Assert.Empty(hub.Started);
        Assert.Empty(hub.Closed);
        Assert.Equal(("Running", null),
            ((await pipeline.FindAsync(running)).Status, (await pipeline.FindAsync(running)).CancelRequestedAt));
        Assert.Equal(3, (await LeftAsync(pipeline.Account)).Count);

        await lease.ReleaseAsync(cancellationToken: PipelineHarness.Stop);
        await pipeline.Get<Reconciler>().RunAsync(hub, PipelineHarness.Stop);
        Assert.Equal([running.GetRun()], hub.Started);
        Assert.Empty(await LeftAsync(pipeline.Account));
    }

    private Task<PipelineHarness> StartAsync(string? account = null) =>
        PipelineHarness.StartAsync(azurite, new() { ["Ocr:ReconcileAfterSeconds"] = "0" }, account);

    /// <summary>A document of three pages, of which some were read.</summary>
    private static async Task<DocumentRow> RunningAsync(PipelineHarness pipeline, string name, int read)
    {
        pipeline.Engine.Pages = 3;
        DocumentRow row = await pipeline.DropAsync(name, name);
        await pipeline.Get<DocumentInspector>().InspectAsync(row.GetRun(), pipeline, PipelineHarness.Stop);
        foreach (int page in Enumerable.Range(1, read))
            await pipeline.RecognizeAsync(row, page);
        return row;
    }

    /// <summary>What a run's orchestration does.</summary>
    private static async Task WorkAsync(PipelineHarness pipeline, DocumentRun run)
    {
        DocumentPlan plan = await pipeline.Get<DocumentInspector>().InspectAsync(run, pipeline, PipelineHarness.Stop);
        foreach (int page in PageRanges.Parse(plan.Pages)?.Pages() ?? [])
            await pipeline.Get<OcrFunctions.Pipeline.Recognition.PageRecognizer>()
                .RecognizeAsync(new PageRun(run, page), pipeline, PipelineHarness.Stop);
        await pipeline.Get<OcrFunctions.Pipeline.Results.DocumentFinisher>().FinishAsync(run, null, PipelineHarness.Stop);
    }

    /// <returns>The owner's lease, which is free.</returns>
    private static async Task<BlobLeaseClient> LeaveHubAsync(string account)
    {
        var tables = new TableServiceClient(account);
        foreach (string name in new[] { FormerTaskHub.InstancesTable, FormerTaskHub.HistoryTable })
        {
            await tables.CreateTableAsync(name, PipelineHarness.Stop);
            await tables.GetTableClient(name)
                .AddEntityAsync(new TableEntity("some-r1", "instance") { ["Status"] = "Running" }, PipelineHarness.Stop);
        }

        var container = new BlobContainerClient(account, FormerTaskHub.Container);
        await container.CreateAsync(cancellationToken: PipelineHarness.Stop);
        BlobClient owner = container.GetBlobClient(FormerTaskHub.OwnerBlob);
        await owner.UploadAsync(BinaryData.Empty, PipelineHarness.Stop);
        return owner.GetBlobLeaseClient();
    }

    /// <summary>What remains of the old hub.</summary>
    private static async Task<List<string>> LeftAsync(string account)
    {
        List<string> left =
            await new TableServiceClient(account).QueryAsync(cancellationToken: PipelineHarness.Stop).Select(table => table.Name)
                .Where(name => name.Contains("Embedded", StringComparison.Ordinal)).ToListAsync(PipelineHarness.Stop);
        if (await new BlobContainerClient(account, FormerTaskHub.Container).ExistsAsync(PipelineHarness.Stop))
            left.Add(FormerTaskHub.Container);
        return left;
    }

    /// <summary>The hub of this version, which does not know what the previous one had started.</summary>
    private sealed class NewHub : IDocumentRuns
    {
        private readonly ConcurrentDictionary<DocumentRun, bool> _runs = [];

        public ICollection<DocumentRun> Started => _runs.Keys;

        public ConcurrentQueue<DocumentRun> Closed { get; } = [];

        /// <summary>Number of starts after which the machine is lost; null for never.</summary>
        public int? StartsBeforeTheEnd { get; set; }

        public Task StartAsync(DocumentRun run, CancellationToken cancellationToken)
        {
            if (_runs.Count >= StartsBeforeTheEnd)
                throw new IOException("gone");
            _runs.TryAdd(run, true);
            return Task.CompletedTask;
        }

        public Task<RunState> StateAsync(DocumentRun run, CancellationToken cancellationToken) =>
            Task.FromResult(_runs.ContainsKey(run) ? RunState.Active : RunState.Missing);

        public Task CloseAsync(DocumentRun run, OcrError? failure, CancellationToken cancellationToken)
        {
            Closed.Enqueue(run);
            return Task.CompletedTask;
        }

        public Task RewriteAsync(string documentId, bool isEnding, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<bool> PurgeAsync(string documentId, bool force, CancellationToken cancellationToken) => Task.FromResult(true);

        public Task<int> PurgeBeforeAsync(DateTimeOffset started, CancellationToken cancellationToken) => Task.FromResult(0);
    }
}
