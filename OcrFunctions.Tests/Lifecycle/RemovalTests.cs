using System.Net;
using Azure.Data.Tables;
using Microsoft.Extensions.Time.Testing;
using OcrFunctions.Pipeline.DeadLetters;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Maintenance;
using OcrFunctions.Pipeline.Storage;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Fixtures;
using OcrFunctions.Tests.Pipeline;

namespace OcrFunctions.Tests.Lifecycle;

public sealed class RemovalTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(Phase.Inspecting)]
    [InlineData(Phase.FanningOut)]
    [InlineData(Phase.Finishing)]
    public async Task A_running_document_is_stopped_and_nothing_of_it_is_left(Phase phase)
    {
        await using HeldDocument held = await HeldDocument.StartAsync(azurite, phase);
        if (phase == Phase.Finishing)
            held.Release();

        await AppHarness.UntilAsync(
            async () => (await held.App.ActAsync(HttpMethod.Delete, $"api/documents/{held.Id}")).Status is HttpStatusCode.NoContent
                or HttpStatusCode.NotFound, "it was deleted");

        Assert.Equal(HttpStatusCode.NotFound, (await held.App.ActAsync(HttpMethod.Get, $"api/documents/{held.Id}")).Status);
        Assert.Empty((await held.App.GetAsync("api/documents"))["value"]!.AsArray());
        Assert.Empty(await held.App.PagesAsync(held.Id));
        StorageClients storage = held.App.Get<StorageClients>();
        Assert.Empty(
            await storage.Blobs.GetBlobContainerClient("results").GetBlobsAsync(cancellationToken: AppHarness.Stop)
                .ToListAsync(AppHarness.Stop));
        // A posted blob belongs to the app, so it is deleted too, and no tombstone is needed.
        Assert.Empty(
            await storage.Blobs.GetBlobContainerClient("documents").GetBlobsAsync(cancellationToken: AppHarness.Stop)
                .ToListAsync(AppHarness.Stop));
        Assert.Empty(
            await storage.Tables.GetTableClient("Documents").QueryAsync<TableEntity>(cancellationToken: AppHarness.Stop)
                .ToListAsync(AppHarness.Stop));
    }

    [Fact]
    public async Task A_dropped_file_is_kept_unless_its_deletion_is_requested()
    {
        await using AppHarness app = await AppHarness.StartAsync(azurite, new ScriptedEngine());
        string kept = await app.DropAsync("kept.tif", [1]), gone = await app.DropAsync("gone.tif", [2]);
        await app.EndAsync(kept);
        await app.EndAsync(gone);

        await AppHarness.UntilAsync(
            async () => (await app.ActAsync(HttpMethod.Delete, $"api/documents/{kept}")).Status is not HttpStatusCode.Accepted,
            "one was deleted");
        await AppHarness.UntilAsync(
            async () => (await app.ActAsync(HttpMethod.Delete, $"api/documents/{gone}?source=true")).Status is not HttpStatusCode.Accepted,
            "the other was deleted");

        Assert.True(await app.Documents.GetBlobClient("kept.tif").ExistsAsync(AppHarness.Stop));
        Assert.False(await app.Documents.GetBlobClient("gone.tif").ExistsAsync(AppHarness.Stop));
        Assert.Equal(DocumentStatus.Deleted, (await app.Get<DocumentStore>().FindAsync(kept, AppHarness.Stop))!.GetStatus());
        Assert.Null(await app.Get<DocumentStore>().FindAsync(gone, AppHarness.Stop));
    }

    [Fact]
    public async Task A_deletion_that_was_interrupted_is_completed_by_the_reconciler()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        DocumentRow document = await pipeline.InspectAsync(pages: 1);
        await pipeline.FinishAsync(document);
        await pipeline.Get<OcrFunctions.Pipeline.Lifecycle.DocumentRemoval>()
            .RequestAsync(document.Id, withSource: false, PipelineHarness.Stop);
        pipeline.State = RunState.Ended;

        Assert.Equal(1, (await pipeline.Get<Reconciler>().RunAsync(pipeline, PipelineHarness.Stop)).DocumentsDeleted);

        Assert.Equal(("Deleted", ""), ((await pipeline.FindAsync(document)).Status, (await pipeline.FindAsync(document)).Name));
    }

    [Fact]
    public async Task Documents_are_deleted_after_their_retention_time_and_not_before()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(100));
        await using PipelineHarness pipeline =
            await PipelineHarness.StartAsync(azurite,
                new() { ["Ocr:KeepSourceDays"] = "10", ["Ocr:KeepResultsDays"] = "30", ["Ocr:KeepDeadLettersDays"] = "20" }, time: time);
        DocumentRow old = await FailAsync(pipeline, "old.tif");
        time.Advance(TimeSpan.FromDays(15));
        DocumentRow middle = await FailAsync(pipeline, "middle.tif");
        time.Advance(TimeSpan.FromDays(17));
        DocumentRow young = await FailAsync(pipeline, "young.tif");
        pipeline.State = RunState.Ended;

        Purged purged = await pipeline.Get<Retention>().RunAsync(pipeline, PipelineHarness.Stop);

        Assert.Equal(new Purged(Results: 1, Sources: 1, Histories: 0, DeadLetters: 0, Secrets: 0), purged);
        Assert.Equal(("Deleted", "Failed", "Failed"),
            ((await pipeline.FindAsync(old)).Status, (await pipeline.FindAsync(middle)).Status, (await pipeline.FindAsync(young)).Status));
        Assert.False(await pipeline.Blob("middle.tif").ExistsAsync(PipelineHarness.Stop));
        Assert.True(await pipeline.Blob("young.tif").ExistsAsync(PipelineHarness.Stop));
        Assert.Equal(2, (await pipeline.Get<DeadLetterStore>().ListAsync(null, 10, null, PipelineHarness.Stop)).Letters.Count);

        time.Advance(TimeSpan.FromDays(6));
        Assert.Equal(new Purged(Results: 0, Sources: 0, Histories: 0, DeadLetters: 1, Secrets: 0),
            await pipeline.Get<Retention>().RunAsync(pipeline, PipelineHarness.Stop));
    }

    private static async Task<DocumentRow> FailAsync(PipelineHarness pipeline, string name)
    {
        DocumentRow row = await pipeline.DropAsync(name, name);
        await pipeline.FinishAsync(row, OcrFunctions.Pipeline.Errors.OcrError.Of("DamagedFile", "torn"));
        return row;
    }
}
