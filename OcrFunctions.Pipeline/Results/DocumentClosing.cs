using System.Globalization;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;

namespace OcrFunctions.Pipeline.Results;

/// <summary>How a document ends, based on its pages and why it may have been stopped.</summary>
/// <param name="Pages">Its pages.</param>
/// <param name="Failure">Why nothing, or no more, was read; null if the pages decide.</param>
/// <param name="At">When.</param>
internal sealed record DocumentClosing(PageSummary Pages, OcrError? Failure, DateTimeOffset At)
{
    /// <summary>Closes the document's row.</summary>
    public void ApplyTo(DocumentRow row)
    {
        row.CompletedAt = At;
        // A document that was refused at inspection never ran.
        row.StartedAt ??= At;
        row.PagesDone = Pages.Done;
        row.ConfidenceMean = Pages.MeanConfidence;
        row.ConfidenceWorstPage = Pages.WorstConfidence;
        row.WorstPage = Pages.WorstPage;
        row.Words = Pages.Words;
        row.WordsToReview = Pages.WordsToReview;
        row.SetWarnings(
            [.. row.GetWarnings().Where(warning => warning.Code is not (WarningCodes.PagesSkipped or WarningCodes.PagesIncomplete)),
                .. Pages.Warnings()]);
        if (Stopped(row) is { } stop)
            CloseStopped(row, stop);
        else
            CloseRead(row);
    }

    /// <summary>An accepted cancellation always wins; an expired time limit only if something is left undone.</summary>
    private StopReason? Stopped(DocumentRow row) => row.GetStop(At) switch
    {
        StopReason.Expired when Failure is null && (row.PagesTotal is null || Pages.Done + Pages.Failed < row.PagesTotal) =>
            StopReason.Expired,
        StopReason.Expired => null,
        var stop => stop,
    };

    private void CloseStopped(DocumentRow row, StopReason stop)
    {
        string pages =
            row.PagesTotal is { } total ? string.Create(CultureInfo.InvariantCulture, $"{Pages.Done} of {total} pages had been read.")
                : "No page had been read.";
        row.PagesFailed = Pages.Failed;
        (row.Status, OcrError error) = stop == StopReason.Expired
            ? (nameof(DocumentStatus.Expired),
                OcrError.Of(ErrorCodes.Expired, $"Not finished within {row.ExpiresInSeconds} seconds: {pages}"))
            : (nameof(DocumentStatus.Canceled), OcrError.Of(ErrorCodes.Canceled, $"Canceled on request: {pages}"));
        row.SetError(error);
    }

    private void CloseRead(DocumentRow row)
    {
        int total = row.PagesTotal ?? 0, failed = total - Pages.Done;
        row.PagesFailed = failed;
        row.Status = (Pages.Done, failed) switch
        {
            (0, _) => nameof(DocumentStatus.Failed),
            (_, 0) when Failure is null && !Pages.IsIncomplete => nameof(DocumentStatus.Succeeded),
            _ => nameof(DocumentStatus.PartiallySucceeded),
        };
        row.SetError(Failure ?? Pages.Error(failed, total));
    }
}
