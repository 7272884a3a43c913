using OcrFunctions.Pipeline.Cancellation;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Recognition;

/// <summary>
/// Reads several pages of a document in one activity, one after another: an activity costs as much as a page with a text of its own. Each
/// page waits for its own engine, so documents share the engines as if every page had an activity.
/// </summary>
public sealed class PageRangeRecognizer(
    DocumentStore documents,
    PageStore pages,
    CancellationMonitors monitors,
    PageRecognizer recognizer,
    TimeProvider time)
{
    /// <summary>
    /// No page is begun after this. Hosts run a limited number of activities, and those of other documents wait for one to end.
    /// </summary>
    public static readonly TimeSpan MaxDuration = TimeSpan.FromSeconds(30);

    /// <summary>Makes one attempt at each page, as far as time allows; at one page at least.</summary>
    /// <param name="range">The pages.</param>
    /// <param name="runs">Reports on their orchestration, which may be terminated from outside.</param>
    /// <param name="cancellationToken">Ends the work; the page in progress is left as if the machine had been lost.</param>
    public async Task<PageRangeOutcome> RecognizeAsync(PageRangeRun range, IDocumentRuns runs, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        int[] numbers = [.. PageRanges.Parse(range.Pages)!.Pages()];
        var rowsRead = pages.FindAsync(range.Document.Id, numbers[0], numbers[^1], cancellationToken);
        DocumentRow? document = await documents.FindAsync(range.Document.Id, cancellationToken);
        var rows = await rowsRead;
        if (document is null)
            return new PageRangeOutcome { Stopped = true };

        using CancellationMonitor monitor = monitors.Watch(document, runs);
        var outcome = new PageRangeOutcome();
        List<int> retry = [], remaining = [];
        for (int i = 0; i < numbers.Length && !outcome.Stopped; i++)
        {
            if (i > 0 && time.GetElapsedTime(started) > MaxDuration)
            {
                remaining = [.. numbers[i..]];
                break;
            }

            // The monitor sees a change of the document's row, but not before its next poll, and only the clock tells that it has expired.
            if (monitor.Reason is not null || !document.MayBeReadBy(range.Document, time.GetUtcNow()))
                return outcome with { Stopped = true };
            var page = new PageRun(range.Document, numbers[i]);
            PageRow? row = rows.GetValueOrDefault(numbers[i]);
            string result = (await recognizer.RecognizeAsync(page, document, row, monitor, cancellationToken)).Result;
            if (result == PageOutcome.Retry)
                retry.Add(numbers[i]);
            else
                outcome = outcome.With(result);
        }

        return outcome with { Retry = Text(retry), Remaining = Text(remaining) };
    }

    private static string? Text(List<int> numbers) => numbers.Count == 0 ? null : PageRanges.Of(numbers).ToString();
}
