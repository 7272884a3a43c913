using System.Globalization;
using Microsoft.Extensions.Logging;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Secrets;

namespace OcrFunctions.Pipeline.Results;

/// <summary>
/// Closes a run: counts what its pages left in the table, writes the text, and sets the final status. What the orchestration
/// believes is not asked: a page without a final row has failed, unless the document was stopped. May be done again; a closed
/// document stays as it is.
/// </summary>
public sealed partial class DocumentFinisher(
    DocumentStore documents,
    PageStore pages,
    TextExport texts,
    SourceCache sources,
    DocumentSecrets secrets,
    CompletionAnnouncer announcer,
    TimeProvider time,
    ILogger<DocumentFinisher> log)
{
    /// <summary>Finishes a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="failure">Why nothing, or nothing more, was read; null where the pages decide.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>How the document ended.</returns>
    public async Task<DocumentOutcome> FinishAsync(DocumentRun run, OcrError? failure, CancellationToken cancellationToken)
    {
        DocumentRow? document = await documents.FindAsync(run.Id, cancellationToken);
        if (document is null || document.Run != run.Run || document.GetStatus() == DocumentStatus.Deleted)
            return DocumentOutcome.Stale;
        if (!document.GetStatus().IsFinal())
        {
            if (failure is null && await sources.IsReplacedAsync(document, cancellationToken))
                failure = SourceCache.Replaced;
            PageTally tally = await TallyAsync(document, cancellationToken);
            (string? text, string? textBlob) = tally.Done > 0 ? await texts.WriteAsync(run.Id, cancellationToken) : (null, null);
            document = await documents.ChangeAsync(run, row => Close(row, tally, failure, text, textBlob), cancellationToken);
            if (document is null || document.Run != run.Run || !document.GetStatus().IsFinal() || document.GetStatus() == DocumentStatus.Deleted)
                return DocumentOutcome.Stale;
            Ended(document.Name, run.Id, document.Status, document.PagesDone ?? 0, document.PagesFailed ?? 0);
        }

        await announcer.AnnounceAsync(document, cancellationToken);
        await secrets.DeleteAsync(document.SecretBlob, cancellationToken);
        sources.Forget(run.Id);
        return new DocumentOutcome(document.Status, document.PagesDone ?? 0, document.PagesFailed ?? 0);
    }

    private async Task<PageTally> TallyAsync(DocumentRow document, CancellationToken cancellationToken)
    {
        var tally = new PageTally();
        await foreach (PageRow page in pages.ReadAsync(document.PartitionKey, 1, cancellationToken))
        {
            PageRow? row = page.GetStatus() == PageStatus.Running ? await EndAsync(page, document, cancellationToken) : page;
            if (row is not null)
                tally.Add(row);
        }

        return tally;
    }

    /// <summary>
    /// Takes a page away from an attempt that may still be at it on a machine that was thought dead: by its row that attempt sees that it
    /// came too late, and what is counted here stays true.
    /// </summary>
    /// <returns>The page as it is counted; null where it was never read.</returns>
    private async Task<PageRow?> EndAsync(PageRow page, DocumentRow document, CancellationToken cancellationToken)
    {
        bool stopped = document.GetStop(time.GetUtcNow()) is not null;
        bool ended;
        if (stopped)
        {
            ended = await pages.TryDeleteAsync(page, cancellationToken);
        }
        else
        {
            page.Status = nameof(PageStatus.Failed);
            page.Run = document.Run;
            (page.ErrorCode, page.ErrorMessage) = (ErrorCodes.PageNotRead, "The page's turn never came to an end.");
            page.CompletedAt = time.GetUtcNow();
            ended = await pages.TryWriteAsync(page, cancellationToken);
        }

        if (!ended)
            return await pages.FindAsync(document.PartitionKey, page.Page, cancellationToken) is { } there && there.GetStatus() != PageStatus.Running ? there : null;
        return stopped ? null : page;
    }

    private void Close(DocumentRow row, PageTally tally, OcrError? failure, string? text, string? textBlob)
    {
        row.CompletedAt = time.GetUtcNow();
        // A document that was refused at its inspection never ran.
        row.StartedAt ??= row.CompletedAt;
        row.PagesDone = tally.Done;
        row.ConfidenceMean = tally.MeanConfidence;
        row.ConfidenceWorstPage = tally.WorstConfidence;
        row.WorstPage = tally.WorstPage;
        row.Words = tally.Words;
        row.WordsToReview = tally.WordsToReview;
        row.Text = text;
        row.TextBlob = textBlob;
        row.SetWarnings([.. row.GetWarnings().Where(warning => warning.Code != WarningCodes.PagesSkipped), .. tally.Warnings()]);
        if (Stopped(row, tally, failure) is { } stop)
            CloseStopped(row, tally, stop);
        else
            CloseRead(row, tally, failure);
    }

    /// <summary>A cancel that was accepted always wins; a time that ran out only where something is left undone.</summary>
    private static StopReason? Stopped(DocumentRow row, PageTally tally, OcrError? failure) => row.GetStop(row.CompletedAt!.Value) switch
    {
        StopReason.Expired when failure is null && (row.PagesTotal is null || tally.Done + tally.Failed < row.PagesTotal) => StopReason.Expired,
        StopReason.Expired => null,
        var stop => stop,
    };

    private static void CloseStopped(DocumentRow row, PageTally tally, StopReason stop)
    {
        string pages = row.PagesTotal is { } total ? string.Create(CultureInfo.InvariantCulture, $"{tally.Done} of {total} pages had been read.") : "No page had been read.";
        row.PagesFailed = tally.Failed;
        (row.Status, OcrError error) = stop == StopReason.Expired
            ? (nameof(DocumentStatus.Expired), OcrError.Of(ErrorCodes.Expired, $"Not done within {row.ExpiresInSeconds} seconds: {pages}"))
            : (nameof(DocumentStatus.Canceled), OcrError.Of(ErrorCodes.Canceled, $"Canceled on request: {pages}"));
        row.SetError(error);
    }

    private static void CloseRead(DocumentRow row, PageTally tally, OcrError? failure)
    {
        int total = row.PagesTotal ?? 0, failed = total - tally.Done;
        row.PagesFailed = failed;
        row.Status = (tally.Done, failed) switch
        {
            (0, _) => nameof(DocumentStatus.Failed),
            (_, 0) when failure is null => nameof(DocumentStatus.Succeeded),
            _ => nameof(DocumentStatus.PartiallySucceeded),
        };
        row.SetError(failure ?? tally.Error(failed, total));
    }
}
