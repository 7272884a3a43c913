using OcrFunctions.Activities;
using OcrFunctions.Durable;
using OcrFunctions.Orchestrations;
using OcrFunctions.Pipeline.Recognition;

namespace OcrFunctions.Tests.Orchestrations;

public sealed class OcrPagesTests
{
    private static readonly ChunkInput SixPages = new(Orchestration.Run, "1-6", Window: 2);

    [Fact]
    public async Task Every_page_of_the_chunk_is_read_once()
    {
        var orchestration = new Orchestration();

        ChunkOutcome outcome = await RunAsync(orchestration);

        Assert.Equal(new ChunkOutcome(6, 0, false), outcome);
        Assert.Equal(Enumerable.Range(1, 6).Select(page => $"{nameof(RecognizePage)} {page}"),
            orchestration.Calls.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_page_that_requests_another_attempt_gets_one_while_the_others_continue()
    {
        var orchestration =
            new Orchestration { Page = (page, attempt) => page == 2 && attempt == 1 ? PageOutcome.Retry : PageOutcome.Done };

        Assert.Equal(new ChunkOutcome(6, 0, false), await RunAsync(orchestration));
        Assert.Equal(2, orchestration.CallsOf($"{nameof(RecognizePage)} 2"));
        Assert.Equal(7, orchestration.Calls.Count);
    }

    [Fact]
    public async Task A_lost_worker_leads_to_another_attempt_and_not_to_a_failure()
    {
        var orchestration =
            new Orchestration
            {
                Page =
                (page, attempt) =>
                    page == 5 && attempt == 1 ? throw new InvalidOperationException("The worker ended.") : PageOutcome.Done
            };

        Assert.Equal(new ChunkOutcome(6, 0, false), await RunAsync(orchestration));
        Assert.Equal(2, orchestration.CallsOf($"{nameof(RecognizePage)} 5"));
    }

    [Fact]
    public async Task Failed_pages_are_counted_and_prevent_none_of_the_others()
    {
        var orchestration = new Orchestration { Page = (page, _) => page % 2 == 0 ? PageOutcome.Failed : PageOutcome.Done };

        Assert.Equal(new ChunkOutcome(3, 3, false), await RunAsync(orchestration));
    }

    [Fact]
    public async Task After_a_stop_no_page_is_started()
    {
        var orchestration = new Orchestration { Page = (page, _) => page == 1 ? PageOutcome.Stopped : PageOutcome.Done };

        ChunkOutcome outcome = await RunAsync(orchestration);

        Assert.True(outcome.Stopped);
        // Pages in the window when the stop was seen were finished.
        Assert.InRange(orchestration.Calls.Count, 2, 3);
    }

    private static async Task<ChunkOutcome> RunAsync(Orchestration orchestration) =>
        (await orchestration.RunAsync(nameof(OcrPages), SixPages)).ReadOutputAs<ChunkOutcome>()!;
}
