using Microsoft.Extensions.Time.Testing;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Recognition;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Pipeline;

public sealed class PageRangeRecognizerTests(AzuriteFixture azurite)
{
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Every_page_of_a_range_is_read_in_its_order()
    {
        await using PipelineHarness pipeline = await StartAsync();
        DocumentRow document = await pipeline.InspectAsync(pages: 5);

        Assert.Equal(new PageRangeOutcome { Done = 3 }, await RecognizeAsync(pipeline, document, "2-4"));
        Assert.Equal([2, 3, 4], pipeline.Engine.Read);
        Assert.Equal("Succeeded", (await pipeline.PageAsync(document, 4)).Status);
    }

    [Fact]
    public async Task Pages_that_are_finished_are_counted_and_not_read_again()
    {
        await using PipelineHarness pipeline = await StartAsync();
        DocumentRow document = await pipeline.InspectAsync(pages: 4);
        await pipeline.RecognizeAsync(document, 2);

        Assert.Equal(new PageRangeOutcome { Done = 4 }, await RecognizeAsync(pipeline, document, "1-4"));
        Assert.Equal([2, 1, 3, 4], pipeline.Engine.Read);
    }

    [Fact]
    public async Task Pages_that_fail_or_need_another_attempt_prevent_none_of_the_others()
    {
        await using PipelineHarness pipeline = await StartAsync();
        DocumentRow document = await pipeline.InspectAsync(pages: 4);
        pipeline.Engine.OnPage = (work, _) => work.Page switch
        {
            1 => throw new EngineLostException(ErrorCodes.EngineCrashed, "gone"),
            2 => throw new EngineRefusedException(new EngineError(EngineErrorCodes.DamagedFile, "torn")),
            _ => Task.CompletedTask,
        };

        Assert.Equal(new PageRangeOutcome { Done = 2, Failed = 1, Retry = "1" }, await RecognizeAsync(pipeline, document, "1-4"));
        Assert.Equal(EngineErrorCodes.DamagedFile, (await pipeline.PageAsync(document, 2)).ErrorCode);
    }

    [Fact]
    public async Task After_its_time_no_page_is_begun_and_the_rest_is_named()
    {
        await using PipelineHarness pipeline = await StartAsync();
        DocumentRow document = await pipeline.InspectAsync(pages: 5);
        pipeline.Engine.OnPage = (_, _) =>
        {
            _time.Advance(PageRangeRecognizer.MaxDuration * 0.6);
            return Task.CompletedTask;
        };

        Assert.Equal(new PageRangeOutcome { Done = 2, Remaining = "3-5" }, await RecognizeAsync(pipeline, document, "1-5"));
        Assert.Equal([1, 2], pipeline.Engine.Read);
    }

    [Fact]
    public async Task A_cancellation_ends_the_page_in_progress_and_no_other_is_begun()
    {
        await using PipelineHarness pipeline = await StartAsync(TimeProvider.System);
        DocumentRow document = await pipeline.InspectAsync(pages: 3);
        pipeline.Engine.OnPage = async (work, stop) =>
        {
            if (work.Page == 1)
                return;
            await pipeline.Get<DocumentStore>().RequestCancelAsync(document.Id, TimeProvider.System.GetUtcNow(), PipelineHarness.Stop);
            await Task.Delay(Timeout.Infinite, stop);
        };

        Assert.Equal(new PageRangeOutcome { Done = 1, Stopped = true }, await RecognizeAsync(pipeline, document, "1-3"));
        Assert.Equal([1, 2], pipeline.Engine.Read);
    }

    [Fact]
    public async Task After_the_documents_time_no_page_is_begun()
    {
        await using PipelineHarness pipeline = await StartAsync();
        DocumentRow document = await pipeline.InspectAsync(pages: 3);
        await pipeline.Get<DocumentStore>()
            .ChangeAsync(document.GetRun(), row => row.ExpiresAt = _time.GetUtcNow().AddSeconds(1), PipelineHarness.Stop);
        pipeline.Engine.OnPage = (_, _) =>
        {
            _time.Advance(TimeSpan.FromSeconds(2));
            return Task.CompletedTask;
        };

        Assert.True((await RecognizeAsync(pipeline, document, "1-3")).Stopped);
        Assert.Equal([1], pipeline.Engine.Read);
    }

    [Fact]
    public async Task A_range_of_another_run_is_not_read()
    {
        await using PipelineHarness pipeline = await StartAsync();
        DocumentRow document = await pipeline.InspectAsync(pages: 2);

        Assert.Equal(new PageRangeOutcome { Stopped = true },
            await pipeline.Get<PageRangeRecognizer>()
                .RecognizeAsync(new PageRangeRun(new DocumentRun(document.Id, 7), "1-2"), pipeline, PipelineHarness.Stop));
        Assert.Empty(pipeline.Engine.Read);
    }

    private Task<PipelineHarness> StartAsync(TimeProvider? time = null) => PipelineHarness.StartAsync(azurite, time: time ?? _time);

    private static Task<PageRangeOutcome> RecognizeAsync(PipelineHarness pipeline, DocumentRow document, string pages) =>
        pipeline.Get<PageRangeRecognizer>()
            .RecognizeAsync(new PageRangeRun(document.GetRun(), pages), pipeline, PipelineHarness.Stop);
}
