using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Inspection;
using OcrFunctions.Pipeline.Lifecycle;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Recognition;
using OcrFunctions.Tests.Fixtures;
using OcrFunctions.Tests.Pipeline;

namespace OcrFunctions.Tests.Lifecycle;

/// <summary>A machine that was presumed dead resumes in the middle of a page, when the document has continued without it.</summary>
public sealed class ZombieTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task It_writes_nothing_to_a_document_that_was_closed_in_the_meantime()
    {
        await using PipelineHarness alive = await PipelineHarness.StartAsync(azurite);
        await using PipelineHarness zombie = await PipelineHarness.StartAsync(azurite, account: alive.Account);
        DocumentRow document = await alive.InspectAsync(pages: 2);
        var (attempt, wake) = await SleepAsync(zombie, document, page: 2);
        await alive.RecognizeAsync(document, 1);
        await alive.FinishAsync(document);

        wake.SetResult();

        Assert.Equal(PageOutcome.Stopped, (await attempt).Result);
        DocumentRow closed = await alive.FindAsync(document);
        Assert.Equal(("PartiallySucceeded", 1, 1), (closed.Status, closed.PagesDone, closed.PagesFailed));
        Assert.Equal(("Failed", "PageNotRead"),
            ((await alive.PageAsync(document, 2)).Status, (await alive.PageAsync(document, 2)).ErrorCode));
    }

    [Fact]
    public async Task It_writes_nothing_to_a_run_that_is_not_its_own()
    {
        await using PipelineHarness alive = await PipelineHarness.StartAsync(azurite);
        await using PipelineHarness zombie = await PipelineHarness.StartAsync(azurite, account: alive.Account);
        DocumentRow document = await alive.InspectAsync(pages: 2);
        var (attempt, wake) = await SleepAsync(zombie, document, page: 2);
        await alive.Get<DocumentStore>().RequestCancelAsync(document.Id, TimeProvider.System.GetUtcNow(), PipelineHarness.Stop);
        await alive.FinishAsync(document);
        Assert.Equal(RequeueResult.Started,
            (await alive.Get<DocumentRequeue>().RequeueAsync(document.Id, null, null, alive, PipelineHarness.Stop)).Result);
        document = await alive.FindAsync(document);
        await alive.Get<DocumentInspector>().InspectAsync(document.GetRun(), alive, PipelineHarness.Stop);
        alive.Engine.OnPage = async (_, _) =>
        {
            // Exactly while the new run reads the page.
            wake.SetResult();
            Assert.Equal(PageOutcome.Stopped, (await attempt).Result);
        };

        Assert.Equal(PageOutcome.Done, (await alive.RecognizeAsync(document, 2)).Result);

        PageRow row = await alive.PageAsync(document, 2);
        Assert.Equal((2, "Succeeded", 1), (row.Run, row.Status, row.Attempts));
    }

    /// <summary>Begins a page and is suspended during it, including the watch.</summary>
    private static async Task<(Task<PageOutcome> Attempt, TaskCompletionSource Wake)> SleepAsync(PipelineHarness zombie,
        DocumentRow document, int page)
    {
        var asleep = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var wake = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        zombie.Engine.OnPage = async (_, _) =>
        {
            asleep.TrySetResult();
            await wake.Task;
        };
        Task<PageOutcome> attempt = zombie.RecognizeAsync(document, page);
        await asleep.Task;
        return (attempt, wake);
    }
}
