using OcrFunctions.Activities;
using OcrFunctions.Durable;
using OcrFunctions.Orchestrations;
using OcrFunctions.Pipeline.Recognition;

namespace OcrFunctions.Tests.Orchestrations;

public sealed class OcrPagesTests
{
    private static readonly ChunkInput SixPages = new(Orchestration.Run, "1-6", Window: 2);

    private static readonly ChunkInput ThreeByThree = new(Orchestration.Run, "1-9", Window: 3, PagesPerActivity: 8);

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

    [Fact]
    public async Task Pages_are_shared_evenly_by_activities_that_read_several()
    {
        var orchestration = new Orchestration();

        Assert.Equal(new ChunkOutcome(9, 0, false), await RunAsync(orchestration, ThreeByThree));
        Assert.Equal(["1-3", "4-6", "7-9"], Arguments(orchestration, nameof(RecognizePages)).Order(StringComparer.Ordinal));
        Assert.Equal(3, orchestration.Calls.Count);
    }

    [Fact]
    public async Task No_activity_reads_more_pages_than_the_limit()
    {
        var orchestration = new Orchestration();

        await RunAsync(orchestration, new ChunkInput(Orchestration.Run, "1-9", Window: 2, PagesPerActivity: 3));

        Assert.Equal(["1-3", "4-5", "6-7", "8-9"], Arguments(orchestration, nameof(RecognizePages)).Order(StringComparer.Ordinal));
        Assert.Equal(4, orchestration.Calls.Count);
    }

    [Fact]
    public async Task Pages_for_which_an_activity_had_no_time_are_read_by_the_next_one()
    {
        var orchestration =
            new Orchestration
            {
                Range = (pages, _) =>
                    pages.ToString() == "1-3" ? new PageRangeOutcome { Done = 1, Remaining = "2-3" } : new() { Done = pages.Count },
            };

        Assert.Equal(new ChunkOutcome(9, 0, false), await RunAsync(orchestration, ThreeByThree));
        Assert.Equal(1, orchestration.CallsOf($"{nameof(RecognizePages)} 2-3"));
    }

    [Fact]
    public async Task Only_those_pages_of_a_range_that_request_another_attempt_get_one()
    {
        var orchestration =
            new Orchestration
            {
                Range = (pages, _) =>
                    pages.ToString() == "4-6" ? new PageRangeOutcome { Done = 1, Failed = 1, Retry = "5" } : new() { Done = pages.Count },
            };

        Assert.Equal(new ChunkOutcome(8, 1, false), await RunAsync(orchestration, ThreeByThree));
        Assert.Equal(["5"], Arguments(orchestration, nameof(RecognizePage)));
    }

    [Fact]
    public async Task After_a_lost_worker_the_pages_of_its_range_are_read_one_by_one()
    {
        var orchestration =
            new Orchestration
            {
                Range = (pages, _) =>
                    pages.Last == 9 ? throw new InvalidOperationException("The worker ended.") : new() { Done = pages.Count },
                Page = (page, attempt) =>
                    page == 8 && attempt == 1 ? throw new InvalidOperationException("The worker ended again.") : PageOutcome.Done,
            };

        Assert.Equal(new ChunkOutcome(9, 0, false), await RunAsync(orchestration, ThreeByThree));
        Assert.Equal(["7", "8", "8", "9"], Arguments(orchestration, nameof(RecognizePage)));
    }

    [Fact]
    public async Task After_a_stop_in_a_range_no_page_is_started()
    {
        var orchestration = new Orchestration { Range = (_, _) => new PageRangeOutcome { Stopped = true, Retry = "1" } };

        ChunkOutcome outcome = await RunAsync(orchestration, ThreeByThree with { Window = 1, PagesPerActivity = 2 });

        Assert.Equal(new ChunkOutcome(0, 0, true), outcome);
        Assert.Single(orchestration.Calls);
    }

    /// <summary>What an activity was called with, call by call.</summary>
    private static IEnumerable<string> Arguments(Orchestration orchestration, string activity) => orchestration.Calls
        .Where(call => call.StartsWith(activity + " ", StringComparison.Ordinal)).Select(call => call[(activity.Length + 1)..]);

    private static async Task<ChunkOutcome> RunAsync(Orchestration orchestration, ChunkInput? input = null) =>
        (await orchestration.RunAsync(nameof(OcrPages), input ?? SixPages)).ReadOutputAs<ChunkOutcome>()!;
}
