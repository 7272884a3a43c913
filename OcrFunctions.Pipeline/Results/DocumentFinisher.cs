using Microsoft.Extensions.Logging;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Exports;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Secrets;
using OcrFunctions.Pipeline.Sources;
using OcrFunctions.Pipeline.Telemetry;

namespace OcrFunctions.Pipeline.Results;

/// <summary>
/// Closes a run: counts its page rows, writes the exports, and sets the final status. The orchestration's
/// view is not used: a page without a final row has failed, unless the document was stopped. Idempotent; a closed
/// document stays as it is.
/// </summary>
public sealed partial class DocumentFinisher(
    DocumentStore documents,
    PageStore pages,
    DocumentExporter exporter,
    WriteBack writeBack,
    SourceCache sources,
    DocumentSecrets secrets,
    CompletionAnnouncer announcer,
    OcrMetrics metrics,
    TimeProvider time,
    ILogger<DocumentFinisher> log)
{
    /// <summary>Finishes a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="failure">Why nothing, or no more, was read; null if the pages decide.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>How the document ended.</returns>
    public async Task<DocumentOutcome> FinishAsync(DocumentRun run, OcrError? failure, CancellationToken cancellationToken)
    {
        DocumentRow? document = await documents.FindAsync(run.Id, cancellationToken);
        if (document is null || document.Run != run.Run || document.GetStatus() == DocumentStatus.Deleted)
            return DocumentOutcome.Stale;
        return await DocumentTrace.StepAsync("finish document", run.Id, document.TraceParent, async span =>
        {
            span?.SetTag(TelemetryAttributes.DocumentRun, run.Run);
            DocumentOutcome outcome = await FinishAsync(document, failure, cancellationToken);
            span?.SetTag(TelemetryAttributes.DocumentStatus, outcome.Status);
            span?.SetTag(TelemetryAttributes.DocumentPages, outcome.PagesDone);
            if (document.GetStatus() == DocumentStatus.Failed && document.GetError() is { } error)
                DocumentTrace.Fail(span, error.Code, error.Message);
            return outcome;
        });
    }

    private async Task<DocumentOutcome> FinishAsync(DocumentRow document, OcrError? failure, CancellationToken cancellationToken)
    {
        DocumentRun run = document.GetRun();
        if (!document.GetStatus().IsFinal())
        {
            if (failure is null && await sources.IsReplacedAsync(document, cancellationToken))
                failure = SourceCache.Replaced;
            DocumentRow? closed = await CloseAsync(document, failure, cancellationToken);
            if (closed is null || closed.Run != run.Run || !closed.GetStatus().IsFinal() || closed.GetStatus() == DocumentStatus.Deleted)
                return DocumentOutcome.Stale;
            document = closed;
            // A later run is not as old as its document.
            DateTimeOffset? began = run.Run == 1 ? document.CreatedAt : document.StartedAt;
            metrics.DocumentEnded(document.Status, document.ErrorCode, document.CompletedAt - began ?? TimeSpan.Zero);
            Ended(document.Name, run.Id, document.Status, document.PagesDone ?? 0, document.PagesFailed ?? 0);
        }

        if (document.AnnouncedRun < run.Run)
            await writeBack.CopyAsync(document, cancellationToken);
        await announcer.AnnounceAsync(document, cancellationToken);
        await secrets.DeleteAsync(document.SecretBlob, cancellationToken);
        sources.Evict(run.Id);
        return new DocumentOutcome(document.Status, document.PagesDone ?? 0, document.PagesFailed ?? 0);
    }

    /// <summary>
    /// Writes the exports and then the row that points at them. The exports contain the document's final state, so they are written as if
    /// it had ended.
    /// </summary>
    private async Task<DocumentRow?> CloseAsync(DocumentRow document, OcrError? failure, CancellationToken cancellationToken)
    {
        var closing = new DocumentClosing(await SummarizePagesAsync(document, cancellationToken), failure, time.GetUtcNow());
        closing.ApplyTo(document);
        ExportResult? exports = closing.Pages.Done > 0 ? await exporter.WriteAsync(document, cancellationToken) : null;
        string written = document.Status;
        DocumentRow? closed = await documents.ChangeAsync(document.GetRun(), row =>
        {
            closing.ApplyTo(row);
            exports?.ApplyTo(row);
        }, cancellationToken);
        if (exports is null || closed is null || closed.Run != document.Run || closed.Status == written || !closed.GetStatus().IsFinal())
            return closed;

        // It was canceled while they were written: they must say so.
        exports = await exporter.WriteAsync(closed, cancellationToken);
        return await documents.ChangeAsync(closed.Id, row => row.Run == closed.Run && row.Status == closed.Status, exports.ApplyTo,
            cancellationToken);
    }

    private async Task<PageSummary> SummarizePagesAsync(DocumentRow document, CancellationToken cancellationToken)
    {
        var summary = new PageSummary();
        await foreach (PageRow page in pages.ReadAsync(document.Id, 1, cancellationToken))
        {
            PageRow? row = page.GetStatus() == PageStatus.Running ? await EndPageAsync(page, document, cancellationToken) : page;
            if (row is not null)
                summary.Add(row);
        }

        return summary;
    }

    /// <summary>
    /// Takes a page away from an attempt that may still be running on a machine that was presumed dead: from the row that attempt sees that
    /// it is too late, and the counts here stay correct.
    /// </summary>
    /// <returns>The page as counted; null if it was never read.</returns>
    private async Task<PageRow?> EndPageAsync(PageRow page, DocumentRow document, CancellationToken cancellationToken)
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
            (page.ErrorCode, page.ErrorMessage) = (ErrorCodes.PageNotRead, "No attempt at the page was completed.");
            page.CompletedAt = time.GetUtcNow();
            ended = await pages.TryWriteAsync(page, cancellationToken);
        }

        if (!ended)
            return await pages.FindAsync(document.Id, page.Page, cancellationToken) is { } current
                && current.GetStatus() != PageStatus.Running ? current : null;
        return stopped ? null : page;
    }
}
