using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using OcrFunctions.Activities;
using OcrFunctions.Durable;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Recognition;

namespace OcrFunctions.Orchestrations;

/// <summary>
/// The pages of one chunk, a window of them at a time. Chunks keep histories short, since replay reads the whole history each time.
/// </summary>
public static class OcrPages
{
    /// <summary>Attempts at one page. The page's own counters fail it earlier; this only bounds what they cannot see.</summary>
    private const int MaxAttempts = 20;

    [Function(nameof(OcrPages))]
    public static async Task<ChunkOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ChunkInput input = context.GetInput<ChunkInput>()!;
        var waiting = new Queue<int>(PageRanges.Parse(input.Pages)!.Pages());
        var window = new List<Task<string>>();
        int done = 0, failed = 0;
        bool stopped = false;
        while (window.Count > 0 || (waiting.Count > 0 && !stopped))
        {
            while (!stopped && window.Count < input.Window && waiting.TryDequeue(out int page))
                window.Add(ReadPageAsync(context, input.Run, page));

            Task<string> ended = await Task.WhenAny(window);
            window.Remove(ended);
            switch (await ended)
            {
                case PageOutcome.Done: done++; break;
                case PageOutcome.Stopped: stopped = true; break;
                default: failed++; break;
            }
        }

        return new ChunkOutcome(done, failed, stopped);
    }

    private static async Task<string> ReadPageAsync(TaskOrchestrationContext context, DocumentRun run, int page)
    {
        for (int attempt = 1; ; attempt++)
        {
            string result = await AttemptAsync(context, run, page);
            if (result != PageOutcome.Retry)
                return result;
            if (attempt == MaxAttempts)
                return PageOutcome.Failed;
            await context.CreateTimer(Retries.BackOff(run.Id, page, attempt), CancellationToken.None);
        }
    }

    private static async Task<string> AttemptAsync(TaskOrchestrationContext context, DocumentRun run, int page)
    {
        try
        {
            return (await context.CallActivityAsync<PageOutcome>(nameof(RecognizePage), new PageRun(run, page))).Result;
        }
        catch (TaskFailedException)
        {
            // Expected failures of a page are returned. This is a lost worker, or storage that was unavailable for a long time.
            return PageOutcome.Retry;
        }
    }
}
