using Azure.Storage.Blobs.Models;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Inspection;
using OcrFunctions.Pipeline.Intake;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Pipeline;

public sealed class DocumentIntakeTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_blob_that_is_ingested_many_times_at_once_becomes_one_document()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        await pipeline.Blob("a/scan.pdf").UploadAsync(BinaryData.FromString("x"), PipelineHarness.Stop);

        DocumentRow?[] rows =
            await Task.WhenAll(
                Enumerable.Range(0, 8)
                    .Select(_ => pipeline.Get<DocumentIntake>().IngestAsync(pipeline.Blob("a/scan.pdf"), pipeline, PipelineHarness.Stop)));

        string id = Assert.Single(rows.Select(r => r!.Id).Distinct());
        Assert.All(pipeline.Started, run => Assert.Equal(new DocumentRun(id, 1), run));
        Assert.Equal("a/scan.pdf", rows[0]!.Name);
    }

    [Fact]
    public async Task A_claim_whose_owner_stopped_before_the_start_is_started_by_the_next_one()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        DocumentRow first = await pipeline.DropAsync();
        pipeline.Started.Clear();

        await pipeline.Get<DocumentIntake>().IngestAsync(pipeline.Blob("scan.tif"), pipeline, PipelineHarness.Stop);
        Assert.Equal([first.GetRun()], pipeline.Started);
    }

    [Fact]
    public async Task A_document_that_runs_is_not_started_again()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        await pipeline.InspectAsync(pages: 2);
        pipeline.Started.Clear();

        await pipeline.Get<DocumentIntake>().IngestAsync(pipeline.Blob("scan.tif"), pipeline, PipelineHarness.Stop);
        Assert.Empty(pipeline.Started);
    }

    [Fact]
    public async Task A_blob_that_fires_again_after_its_document_was_finished_starts_nothing()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        DocumentRow document = await pipeline.InspectAsync(pages: 1);
        await pipeline.RecognizeAsync(document, 1);
        await pipeline.FinishAsync(document);
        pipeline.Started.Clear();
        Azure.ETag before = (await pipeline.FindAsync(document)).ETag;

        // As the trigger does if its receipts are lost, or belong to another host id.
        await pipeline.Get<DocumentIntake>().IngestAsync(pipeline.Blob("scan.tif"), pipeline, PipelineHarness.Stop);

        Assert.Empty(pipeline.Started);
        Assert.Equal(before, (await pipeline.FindAsync(document)).ETag);
        Assert.Empty(await pipeline.Get<DocumentIndex>().ActiveAsync(PipelineHarness.Stop).ToListAsync(PipelineHarness.Stop));
    }

    [Fact]
    public async Task An_overwritten_blob_is_another_document()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        DocumentRow one = await pipeline.DropAsync(content: "one"), two = await pipeline.DropAsync(content: "two");
        Assert.NotEqual(one.Id, two.Id);
    }

    [Fact]
    public async Task A_blob_that_was_already_deleted_becomes_no_document()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        Assert.Null(await pipeline.Get<DocumentIntake>().IngestAsync(pipeline.Blob("nothing"), pipeline, PipelineHarness.Stop));
    }

    [Theory]
    [InlineData("scan.pdf")]
    [InlineData("über #1 100%?.pdf")]
    [InlineData("ends in a dot.")]
    [InlineData("../../up.pdf")]
    [InlineData("日本語 📄.pdf")]
    [InlineData("quote\"s and <b>.pdf")]
    public async Task An_uploaded_documents_name_is_kept_whatever_it_is(string name)
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        using var body = new MemoryStream([1, 2, 3]);
        DocumentRow row =
            await pipeline.Get<DocumentUpload>()
                .UploadAsync(body, name, Details(name, new DocumentOptions("deu+eng", Priority.High, "1-2")), pipeline,
                    PipelineHarness.Stop);

        Assert.Equal((name, "deu+eng", Priority.High, "1-2"), (row.Name, row.Language, row.Priority, row.Pages));
        // The trigger sees the same blob and must derive the same document with the same options.
        DocumentRow? seen = await pipeline.Get<DocumentIntake>().IngestAsync(pipeline.Blob(row.BlobName), pipeline, PipelineHarness.Stop);
        Assert.Equal((row.Id, name), (seen!.Id, seen.Name));
    }

    [Fact]
    public async Task Two_uploads_of_one_name_are_two_documents()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        var options = new DocumentOptions("eng", Priority.Normal, null);
        DocumentRow one =
            await pipeline.Get<DocumentUpload>()
                .UploadAsync(new MemoryStream([1]), "scan.pdf", Details("scan.pdf", options), pipeline, PipelineHarness.Stop);
        DocumentRow two =
            await pipeline.Get<DocumentUpload>()
                .UploadAsync(new MemoryStream([1]), "scan.pdf", Details("scan.pdf", options), pipeline, PipelineHarness.Stop);
        Assert.NotEqual(one.Id, two.Id);
    }

    [Fact]
    public async Task A_dropped_blobs_invalid_option_is_refused_at_inspection()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        await pipeline.Blob("scan.pdf")
            .UploadAsync(new MemoryStream([1]),
                new BlobUploadOptions { Metadata = new Dictionary<string, string> { ["Priority"] = "urgent" } }, PipelineHarness.Stop);
        DocumentRow row = (await pipeline.Get<DocumentIntake>().IngestAsync(pipeline.Blob("scan.pdf"), pipeline, PipelineHarness.Stop))!;

        DocumentPlan plan = await pipeline.Get<DocumentInspector>().InspectAsync(row.GetRun(), pipeline, PipelineHarness.Stop);
        Assert.Equal(ErrorCodes.InvalidOption, plan.Error!.Code);
    }

    [Fact]
    public async Task The_list_is_newest_first_and_continues_where_it_stopped()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        var ids = new List<string>();
        for (int i = 0; i < 5; i++)
            ids.Insert(0, (await pipeline.DropAsync($"{i}.tif")).Id);

        var (first, next) = await pipeline.Get<DocumentIndex>().ListAsync(new DocumentFilter(), 3, null, PipelineHarness.Stop);
        var (second, last) = await pipeline.Get<DocumentIndex>().ListAsync(new DocumentFilter(), 3, next, PipelineHarness.Stop);
        Assert.Equal(ids, first.Concat(second).Select(r => r.Id));
        Assert.Null(last);
    }

    private static Func<CancellationToken, Task<UploadDetails>> Details(string name, DocumentOptions options) =>
        _ => Task.FromResult(new UploadDetails(name, options, null));
}
