using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Infrastructure;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Recognition;
using OcrFunctions.Pipeline.Sources;
using OcrFunctions.Pipeline.Storage;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Pipeline;

public sealed class PageRecognizerTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_page_stores_its_words_in_a_blob_and_its_text_in_its_row()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        DocumentRow document = await pipeline.InspectAsync(pages: 3);

        Assert.Equal(PageOutcome.Done, (await pipeline.RecognizeAsync(document, 2)).Result);

        PageRow row = await pipeline.PageAsync(document, 2);
        Assert.Equal(("Succeeded", "page 2\n", 2, 1), (row.Status, row.Text, row.Words, row.WordsToReview));
        PageResult page = await pipeline.Get<PageResultStore>().ReadAsync(row, PipelineHarness.Stop);
        Assert.Equal(page.Words!.Average(word => word.Confidence)!.Value, row.Confidence!.Value, 4);
        Assert.Equal(["page", "2"], page.Words!.Select(w => w.Content));
    }

    [Fact]
    public async Task A_finished_page_is_not_read_again()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        DocumentRow document = await pipeline.InspectAsync(pages: 1);
        await pipeline.RecognizeAsync(document, 1);

        Assert.Equal(PageOutcome.Done, (await pipeline.RecognizeAsync(document, 1)).Result);
        Assert.Equal([1], pipeline.Engine.Read);
    }

    [Fact]
    public async Task A_refused_page_fails_at_once_with_the_engines_code()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        DocumentRow document = await pipeline.InspectAsync(pages: 1);
        pipeline.Engine.OnPage = (_, _) => throw new EngineRefusedException(new EngineError(EngineErrorCodes.DamagedFile, "torn"));

        Assert.Equal(PageOutcome.Failed, (await pipeline.RecognizeAsync(document, 1)).Result);
        Assert.Equal(new OcrError("DamagedFile", "torn", 1), (await pipeline.PageAsync(document, 1)).GetError());
    }

    [Fact]
    public async Task A_page_that_crashes_the_engine_fails_after_three_crashes()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        DocumentRow document = await pipeline.InspectAsync(pages: 1);
        pipeline.Engine.OnPage = (_, _) => throw new EngineLostException(ErrorCodes.EngineCrashed, "gone");

        var outcomes = new List<string>();
        for (int i = 0; i < 3; i++)
            outcomes.Add((await pipeline.RecognizeAsync(document, 1)).Result);

        Assert.Equal([PageOutcome.Retry, PageOutcome.Retry, PageOutcome.Failed], outcomes);
        Assert.Equal(ErrorCodes.EngineCrashed, (await pipeline.PageAsync(document, 1)).ErrorCode);
    }

    [Fact]
    public async Task A_page_that_exceeds_its_time_fails_at_once()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        DocumentRow document = await pipeline.InspectAsync(pages: 1);
        pipeline.Engine.OnPage = (_, _) => throw new EngineLostException(ErrorCodes.PageTimedOut, "late");

        Assert.Equal(PageOutcome.Failed, (await pipeline.RecognizeAsync(document, 1)).Result);
        Assert.Equal(ErrorCodes.PageTimedOut, (await pipeline.PageAsync(document, 1)).ErrorCode);
    }

    [Fact]
    public async Task A_page_survives_three_lost_hosts_and_fails_after_ten()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        DocumentRow document = await pipeline.InspectAsync(pages: 2);
        // A host that is lost in mid-page leaves a recorded start without an end: as if this exception were never handled.
        pipeline.Engine.OnPage = (_, _) => throw new OperationCanceledException("the host is gone");
        for (int i = 0; i < 3; i++)
            await Assert.ThrowsAsync<OperationCanceledException>(() => pipeline.RecognizeAsync(document, 1));
        for (int i = 0; i <= PageRecognizer.MaxHostLost; i++)
            await Assert.ThrowsAsync<OperationCanceledException>(() => pipeline.RecognizeAsync(document, 2));
        pipeline.Engine.OnPage = (_, _) => Task.CompletedTask;

        Assert.Equal(PageOutcome.Done, (await pipeline.RecognizeAsync(document, 1)).Result);
        Assert.True(pipeline.Engine.LastEntry!.Exclusive, "read alone after two lost hosts");
        Assert.Equal(3, (await pipeline.PageAsync(document, 1)).HostLost);
        Assert.Equal(PageOutcome.Failed, (await pipeline.RecognizeAsync(document, 2)).Result);
        Assert.Equal(ErrorCodes.HostLost, (await pipeline.PageAsync(document, 2)).ErrorCode);
    }

    [Fact]
    public async Task A_zombie_that_resumes_late_changes_nothing()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        DocumentRow document = await pipeline.InspectAsync(pages: 1);
        var asleep = new TaskCompletionSource();
        var wake = new TaskCompletionSource();
        pipeline.Engine.OnPage = async (_, _) =>
        {
            asleep.TrySetResult();
            await wake.Task;
            throw new EngineRefusedException(new EngineError(EngineErrorCodes.EngineFailed, "a zombie's story"));
        };
        Task<PageOutcome> zombie = pipeline.RecognizeAsync(document, 1);
        await asleep.Task.WaitAsync(TimeSpan.FromSeconds(10), PipelineHarness.Stop);

        pipeline.Engine.OnPage = (_, _) => Task.CompletedTask;
        Assert.Equal(PageOutcome.Done, (await pipeline.RecognizeAsync(document, 1)).Result);
        wake.SetResult();

        Assert.Equal(PageOutcome.Done, (await zombie).Result);
        Assert.Equal(("Succeeded", null),
            ((await pipeline.PageAsync(document, 1)).Status, (await pipeline.PageAsync(document, 1)).ErrorCode));
    }

    [Fact]
    public async Task A_page_of_a_finished_document_or_another_run_is_not_changed()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        DocumentRow document = await pipeline.InspectAsync(pages: 2);
        Assert.Equal(PageOutcome.Stopped,
            (await pipeline.Get<PageRecognizer>()
                .RecognizeAsync(new PageRun(new DocumentRun(document.Id, 7), 1), pipeline, PipelineHarness.Stop)).Result);

        await pipeline.FinishAsync(document);
        Assert.Equal(PageOutcome.Stopped, (await pipeline.RecognizeAsync(document, 1)).Result);
        Assert.Empty(pipeline.Engine.Read);
    }

    [Fact]
    public async Task The_source_is_downloaded_once_for_all_pages()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        DocumentRow document = await pipeline.InspectAsync(pages: 8);
        await Task.WhenAll(Enumerable.Range(1, 8).Select(page => pipeline.RecognizeAsync(document, page)));

        SourceCache cache = pipeline.Get<SourceCache>();
        Assert.Equal(1, cache.Downloads);
        string folder = pipeline.Get<TempWorkspace>().Path;
        Assert.True(File.Exists(Path.Combine(folder, document.Id)));
        await pipeline.FinishAsync(document);
        Assert.False(File.Exists(Path.Combine(folder, document.Id)));
    }

    [Fact]
    public async Task An_overwritten_source_is_never_read_as_the_old_document()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        DocumentRow document = await pipeline.InspectAsync(pages: 1);
        pipeline.Get<SourceCache>().Evict(document.Id);
        await pipeline.Blob("scan.tif").UploadAsync(BinaryData.FromString("somebody else's"), overwrite: true, PipelineHarness.Stop);

        Assert.Equal(PageOutcome.Failed, (await pipeline.RecognizeAsync(document, 1)).Result);
        Assert.Equal(ErrorCodes.SourceReplaced, (await pipeline.PageAsync(document, 1)).ErrorCode);
    }

    [Fact]
    public async Task A_text_that_is_too_long_for_a_row_is_stored_in_a_blob()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        LongText texts = pipeline.Get<LongText>();
        string longText = new('ü', 100_000), shortText = new('ü', LongText.MaxInline);

        var (inline, blob) = await texts.StoreAsync(longText, "x/pages/000001.txt", PipelineHarness.Stop);
        Assert.Equal((null, "x/pages/000001.txt"), (inline, blob));
        Assert.Equal(longText, await texts.ReadAsync(inline, blob, PipelineHarness.Stop));
        Assert.Equal((shortText, null), await texts.StoreAsync(shortText, "y", PipelineHarness.Stop));
    }
}
