using System.Globalization;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Pipeline.Results;

/// <summary>How a document ends, by what its pages left and why it may have been stopped.</summary>
/// <param name="Tally">Its pages.</param>
/// <param name="Failure">Why nothing, or nothing more, was read; null where the pages decide.</param>
/// <param name="At">When.</param>
internal sealed record DocumentClosing(PageTally Tally, OcrError? Failure, DateTimeOffset At)
{
    /// <summary>Closes the document's row.</summary>
    public void ApplyTo(DocumentRow row)
    {
        row.CompletedAt = At;
        // A document that was refused at its inspection never ran.
        row.StartedAt ??= At;
        row.PagesDone = Tally.Done;
        row.ConfidenceMean = Tally.MeanConfidence;
        row.ConfidenceWorstPage = Tally.WorstConfidence;
        row.WorstPage = Tally.WorstPage;
        row.Words = Tally.Words;
        row.WordsToReview = Tally.WordsToReview;
        row.SetWarnings([.. row.GetWarnings().Where(warning => warning.Code is not (WarningCodes.PagesSkipped or WarningCodes.PagesIncomplete)), .. Tally.Warnings()]);
        if (Stopped(row) is { } stop)
            CloseStopped(row, stop);
        else
            CloseRead(row);
    }

    /// <summary>A cancel that was accepted always wins; a time that ran out only where something is left undone.</summary>
    private StopReason? Stopped(DocumentRow row) => row.GetStop(At) switch
    {
        StopReason.Expired when Failure is null && (row.PagesTotal is null || Tally.Done + Tally.Failed < row.PagesTotal) => StopReason.Expired,
        StopReason.Expired => null,
        var stop => stop,
    };

    private void CloseStopped(DocumentRow row, StopReason stop)
    {
        string pages = row.PagesTotal is { } total ? string.Create(CultureInfo.InvariantCulture, $"{Tally.Done} of {total} pages had been read.") : "No page had been read.";
        row.PagesFailed = Tally.Failed;
        (row.Status, OcrError error) = stop == StopReason.Expired
            ? (nameof(DocumentStatus.Expired), OcrError.Of(ErrorCodes.Expired, $"Not done within {row.ExpiresInSeconds} seconds: {pages}"))
            : (nameof(DocumentStatus.Canceled), OcrError.Of(ErrorCodes.Canceled, $"Canceled on request: {pages}"));
        row.SetError(error);
    }

    private void CloseRead(DocumentRow row)
    {
        int total = row.PagesTotal ?? 0, failed = total - Tally.Done;
        row.PagesFailed = failed;
        row.Status = (Tally.Done, failed) switch
        {
            (0, _) => nameof(DocumentStatus.Failed),
            (_, 0) when Failure is null => nameof(DocumentStatus.Succeeded),
            _ => nameof(DocumentStatus.PartiallySucceeded),
        };
        row.SetError(Failure ?? Tally.Error(failed, total));
    }
}
