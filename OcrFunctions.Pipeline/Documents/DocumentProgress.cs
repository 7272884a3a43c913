using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Documents;

/// <param name="PagesTotal">Pages to read; omitted until inspected.</param>
/// <param name="PagesDone">Pages read.</param>
/// <param name="PagesFailed">Pages that failed.</param>
/// <param name="Percent">0 to 100; 100 only once the document is finished.</param>
/// <param name="PagesPerMinute">Rate of the last two minutes; omitted before the first page and after the end.</param>
/// <param name="SecondsLeft">Estimated from that rate.</param>
public sealed record DocumentProgress(int? PagesTotal, int PagesDone, int PagesFailed, int Percent, double? PagesPerMinute = null,
    int? SecondsLeft = null)
{
    public static DocumentProgress Of(int? total, int done, int failed, DocumentStatus status) => new(
        total, done, failed, total is > 0 ? Math.Min(status.IsFinal() ? 100 : 99, 100 * (done + failed) / total.Value) : 0);

    /// <summary>Progress of a running document, by its page rows.</summary>
    public static DocumentProgress Of(DocumentRow document, PageCounts counts, DateTimeOffset now)
    {
        DocumentProgress progress = Of(document.PagesTotal, counts.Done, counts.Failed, document.GetStatus());
        if (document.StartedAt is not { } started || counts.PagesPerMinute(started, now) is not { } rate
            || document.PagesTotal is not { } total)
            return progress;
        int left = Math.Max(0, total - counts.Done - counts.Failed);
        return progress with { PagesPerMinute = Math.Round(rate, 1), SecondsLeft = (int)Math.Ceiling(left / rate * 60) };
    }
}
