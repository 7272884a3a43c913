using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using OcrFunctions.Activities;
using OcrFunctions.Durable;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Recognition;

namespace OcrFunctions.Orchestrations;

/// <summary>
/// The pages of one chunk, a window of activities at a time, each of which reads a few pages. Chunks keep histories short, since replay
/// reads the whole history each time.
/// </summary>
public static class OcrPages
{
    /// <summary>Attempts at one page. The page's own counters fail it earlier; this only bounds what they cannot see.</summary>
    private const int MaxAttempts = 20;

    [Function(nameof(OcrPages))]
    public static async Task<ChunkOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ChunkInput input = context.GetInput<ChunkInput>()!;
        var waiting = new Queue<PageRanges>(Parts(input));
        var window = new List<Task<ChunkOutcome>>();
        ChunkOutcome outcome = ChunkOutcome.Nothing;
        while (window.Count > 0 || (waiting.Count > 0 && !outcome.Stopped))
        {
            while (!outcome.Stopped && window.Count < input.Window && waiting.TryDequeue(out PageRanges? part))
                window.Add(ReadAsync(context, input.Run, part));

            Task<ChunkOutcome> ended = await Task.WhenAny(window);
            window.Remove(ended);
            outcome += await ended;
        }

        return outcome;
    }

    /// <summary>Parts of about the same size, a multiple of the window: its activities end at about the same time.</summary>
    private static IReadOnlyList<PageRanges> Parts(ChunkInput input)
    {
        PageRanges pages = PageRanges.Parse(input.Pages)!;
        if (input.PagesPerActivity <= 1)
            return pages.Split(pages.Count);
        int pagesPerRound = input.Window * input.PagesPerActivity;
        return pages.Split(input.Window * ((pages.Count + pagesPerRound - 1) / pagesPerRound));
    }

    private static Task<ChunkOutcome> ReadAsync(TaskOrchestrationContext context, DocumentRun run, PageRanges pages) =>
        pages.Count == 1 ? ReadPageAsync(context, run, pages.Last) : ReadRangeAsync(context, run, pages);

    private static async Task<ChunkOutcome> ReadRangeAsync(TaskOrchestrationContext context, DocumentRun run, PageRanges pages)
    {
        ChunkOutcome outcome = ChunkOutcome.Nothing;
        var retry = new List<int>();
        for (string? remaining = pages.ToString(); remaining is not null && !outcome.Stopped;)
        {
            PageRangeOutcome attempt = await AttemptAsync(context, new PageRangeRun(run, remaining));
            outcome += ChunkOutcome.Of(attempt);
            if (attempt.Retry is not null)
                retry.AddRange(PageRanges.Parse(attempt.Retry)!.Pages());
            remaining = attempt.Remaining;
        }

        if (retry.Count > 0 && !outcome.Stopped)
            await context.CreateTimer(Retries.BackOff(run.Id, retry[0], 1), CancellationToken.None);
        // One by one: a page that ends its worker must not take others with it again.
        foreach (int page in retry.TakeWhile(_ => !outcome.Stopped))
            outcome += await ReadPageAsync(context, run, page);
        return outcome;
    }

    private static async Task<ChunkOutcome> ReadPageAsync(TaskOrchestrationContext context, DocumentRun run, int page)
    {
        for (int attempt = 1; ; attempt++)
        {
            string result = await AttemptAsync(context, new PageRun(run, page));
            if (result != PageOutcome.Retry)
                return ChunkOutcome.Of(result);
            if (attempt == MaxAttempts)
                return ChunkOutcome.Of(PageOutcome.Failed);
            await context.CreateTimer(Retries.BackOff(run.Id, page, attempt), CancellationToken.None);
        }
    }

    private static async Task<PageRangeOutcome> AttemptAsync(TaskOrchestrationContext context, PageRangeRun pages)
    {
        try
        {
            return await context.CallActivityAsync<PageRangeOutcome>(nameof(RecognizePages), pages);
        }
        catch (TaskFailedException)
        {
            // A lost worker, as below. Pages that were finished before are found finished.
            return new PageRangeOutcome { Retry = pages.Pages };
        }
    }

    private static async Task<string> AttemptAsync(TaskOrchestrationContext context, PageRun page)
    {
        try
        {
            return (await context.CallActivityAsync<PageOutcome>(nameof(RecognizePage), page)).Result;
        }
        catch (TaskFailedException)
        {
            // Expected failures of a page are returned. This is a lost worker, or storage that was unavailable for a long time.
            return PageOutcome.Retry;
        }
    }
}
