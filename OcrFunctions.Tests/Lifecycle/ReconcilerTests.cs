using System.Net;
using System.Text.Json.Nodes;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Lifecycle;
using OcrFunctions.Pipeline.Maintenance;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Fixtures;
using OcrFunctions.Tests.Pipeline;

namespace OcrFunctions.Tests.Lifecycle;

public sealed class ReconcilerTests(AzuriteFixture azurite)
{
    private static readonly Dictionary<string, string?> WithoutTrigger = new()
    {
        ["AzureWebJobs.BlobUploaded.Disabled"] = "true",
        ["Ocr:ReconcileAfterSeconds"] = "0",
    };

    [Fact]
    public async Task A_dropped_blob_that_no_trigger_sees_is_started_within_the_timers_minute_and_exactly_once()
    {
        await using AppHarness app = await AppHarness.StartAsync(azurite, new ScriptedEngine { Pages = 2 }, settings: WithoutTrigger);
        string id = await app.DropAsync("missed.tif", [1, 2, 3]);

        // Two more than the timer itself, at the same time.
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(65));
        while (await app.Get<DocumentStore>().FindAsync(id, AppHarness.Stop) is null)
        {
            Assert.False(late.IsCancellationRequested, "the timer did not come");
            await Task.Delay(100, AppHarness.Stop);
        }

        await Task.WhenAll(app.Get<Reconciler>().RunAsync(app.Runs, AppHarness.Stop),
            app.Get<Reconciler>().RunAsync(app.Runs, AppHarness.Stop));
        Assert.Equal("Succeeded", (string?)(await app.EndAsync(id))["status"]);
        Assert.Equal([1, 2], app.Engine.Read.Order());
    }

    [Fact]
    public async Task A_purged_document_is_not_created_again()
    {
        await using AppHarness app = await AppHarness.StartAsync(azurite, new ScriptedEngine(), settings: WithoutTrigger);
        string id = await app.DropAsync("kept.tif", [1, 2, 3]);
        await app.Get<Reconciler>().RunAsync(app.Runs, AppHarness.Stop);
        await app.EndAsync(id);
        await AppHarness.UntilAsync(
            async () => (await app.ActAsync(HttpMethod.Delete, $"api/documents/{id}")).Status is HttpStatusCode.NoContent
                or HttpStatusCode.NotFound, "it was deleted");

        Assert.Equal(0, (await app.Get<Reconciler>().RunAsync(app.Runs, AppHarness.Stop)).BlobsIngested);

        Assert.Equal(HttpStatusCode.NotFound, (await app.ActAsync(HttpMethod.Get, $"api/documents/{id}")).Status);
        Assert.Empty((await app.GetAsync("api/documents"))["value"]!.AsArray());
        Assert.Single(app.Engine.Read);
        Assert.True(await app.Documents.GetBlobClient("kept.tif").ExistsAsync(AppHarness.Stop));
    }

    [Fact]
    public async Task A_claim_that_was_never_started_is_started()
    {
        await using PipelineHarness pipeline =
            await PipelineHarness.StartAsync(azurite, settings: new() { ["Ocr:ReconcileAfterSeconds"] = "0" });
        DocumentRow document = await pipeline.DropAsync();
        pipeline.Started.Clear();
        pipeline.State = RunState.Missing;

        Repairs repairs = await pipeline.Get<Reconciler>().RunAsync(pipeline, PipelineHarness.Stop);

        Assert.Contains(document.GetRun(), pipeline.Started);
        Assert.Equal(1, repairs.RunsStarted);
        Assert.Equal(1, (await pipeline.Get<ReconcilerState>().TotalsAsync(PipelineHarness.Stop)).RunsStarted);
    }

    [Theory]
    [InlineData(RunState.Ended, "InternalError", false)]
    [InlineData(RunState.Terminated, null, true)]
    [InlineData(RunState.Missing, null, true)]
    public async Task A_document_whose_orchestration_ended_without_closing_it_is_sent_to_be_closed(RunState state, string? failure,
        bool canceled)
    {
        await using PipelineHarness pipeline =
            await PipelineHarness.StartAsync(azurite, settings: new() { ["Ocr:ReconcileAfterSeconds"] = "0" });
        DocumentRow document = await pipeline.InspectAsync(pages: 2);
        pipeline.State = state;

        await pipeline.Get<Reconciler>().RunAsync(pipeline, PipelineHarness.Stop);

        var closed = Assert.Single(pipeline.Closed);
        Assert.Equal((document.GetRun(), failure), (closed.Run, closed.Failure?.Code));
        Assert.Equal(canceled, (await pipeline.FindAsync(document)).CancelRequestedAt is not null);
    }

    [Fact]
    public async Task A_document_that_cannot_be_closed_fails_after_a_limited_number_of_attempts()
    {
        await using PipelineHarness pipeline =
            await PipelineHarness.StartAsync(azurite, settings: new() { ["Ocr:ReconcileAfterSeconds"] = "0" });
        DocumentRow document = await pipeline.InspectAsync(pages: 2);
        pipeline.State = RunState.Ended;

        for (int i = 0; i < 8; i++)
            await pipeline.Get<Reconciler>().RunAsync(pipeline, PipelineHarness.Stop);

        Assert.Equal(5, pipeline.Closed.Count);
        DocumentRow given = await pipeline.FindAsync(document);
        Assert.Equal(("Failed", "InternalError", given.Run), (given.Status, given.ErrorCode, given.AnnouncedRun));
    }

    [Fact]
    public async Task A_list_entry_that_disagrees_with_its_document_is_repaired()
    {
        await using PipelineHarness pipeline =
            await PipelineHarness.StartAsync(azurite, settings: new() { ["Ocr:ReconcileAfterSeconds"] = "0" });
        DocumentRow document = await pipeline.InspectAsync(pages: 1);
        await pipeline.RecognizeAsync(document, 1);
        await pipeline.FinishAsync(document);
        // As if the machine had been lost between the row and the lists.
        await pipeline.Get<DocumentIndex>().MarkActiveAsync(document, PipelineHarness.Stop);

        Repairs repairs = await pipeline.Get<Reconciler>().RunAsync(pipeline, PipelineHarness.Stop);

        Assert.Equal(1, repairs.IndexRowsRepaired);
        Assert.Empty(await pipeline.Get<DocumentIndex>().ActiveAsync(PipelineHarness.Stop).ToListAsync(PipelineHarness.Stop));
        Assert.Equal(0, (await pipeline.Get<Reconciler>().RunAsync(pipeline, PipelineHarness.Stop)).Total);
    }

    [Fact]
    public async Task A_requeue_that_was_interrupted_is_started()
    {
        await using PipelineHarness pipeline =
            await PipelineHarness.StartAsync(azurite, settings: new() { ["Ocr:ReconcileAfterSeconds"] = "0" });
        DocumentRow document = await pipeline.InspectAsync(pages: 1);
        await pipeline.FinishAsync(document);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => pipeline.Get<DocumentRequeue>().RequeueAsync(document.Id, null, null, new CutShort(pipeline), PipelineHarness.Stop));
        pipeline.State = RunState.Missing;

        await pipeline.Get<Reconciler>().RunAsync(pipeline, PipelineHarness.Stop);

        Assert.Equal(document.GetRun() with { Run = 2 }, pipeline.Started[^1]);
    }

    [Fact]
    public async Task A_blob_that_the_trigger_gave_up_becomes_a_dead_letter_that_can_be_requeued()
    {
        await using AppHarness app = await AppHarness.StartAsync(azurite, new ScriptedEngine(), settings: WithoutTrigger);
        string id = await app.DropAsync("unlucky.tif", [1, 2, 3]);
        string etag =
            (await app.Documents.GetBlobClient("unlucky.tif").GetPropertiesAsync(cancellationToken: AppHarness.Stop)).Value.ETag.ToString(
                "H");
        var message =
            new JsonObject
            {
                ["Type"] = "BlobTrigger",
                ["FunctionId"] = "Host.Functions.BlobUploaded",
                ["BlobType"] = "BlockBlob",
                ["ContainerName"] = "documents",
                ["BlobName"] = "unlucky.tif",
                ["ETag"] = etag
            };
        await new Azure.Storage.Queues.QueueClient(app.Account, "webjobs-blobtrigger-poison",
            new() { MessageEncoding = Azure.Storage.Queues.QueueMessageEncoding.Base64 })
            .SendMessageAsync(message.ToJsonString(), AppHarness.Stop);

        JsonObject end = await app.EndAsync(id);
        Assert.Equal(("Failed", "IntakeFailed"), ((string?)end["status"], (string?)end["error"]!["code"]));
        await AppHarness.UntilAsync(async () => (await app.GetAsync("api/deadletters"))["value"]!.AsArray().Count == 1,
            "there is a dead letter");
        await app.ActAsync(HttpMethod.Post, $"api/deadletters/{id}/requeue");
        Assert.Equal("Succeeded", (string?)(await app.EndAsync(id))["status"]);
    }

    /// <summary>The machine is lost just before the start.</summary>
    private sealed class CutShort(IDocumentRuns runs) : IDocumentRuns
    {
        public Task StartAsync(DocumentRun run, CancellationToken cancellationToken) => throw new InvalidOperationException("gone");

        public Task<RunState> StateAsync(DocumentRun run, CancellationToken cancellationToken) => runs.StateAsync(run, cancellationToken);

        public Task CloseAsync(DocumentRun run, OcrFunctions.Pipeline.Errors.OcrError? failure, CancellationToken cancellationToken) =>
            runs.CloseAsync(run, failure, cancellationToken);

        public Task RewriteAsync(string documentId, bool isEnding, CancellationToken cancellationToken) =>
            runs.RewriteAsync(documentId, isEnding, cancellationToken);

        public Task<bool> PurgeAsync(string documentId, bool force, CancellationToken cancellationToken) =>
            runs.PurgeAsync(documentId, force, cancellationToken);

        public Task<int> PurgeBeforeAsync(DateTimeOffset started, CancellationToken cancellationToken) =>
            runs.PurgeBeforeAsync(started, cancellationToken);
    }
}
