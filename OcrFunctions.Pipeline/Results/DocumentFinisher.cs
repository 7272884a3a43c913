using Microsoft.Extensions.Logging;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Exports;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Secrets;

namespace OcrFunctions.Pipeline.Results;

/// <summary>
/// Closes a run: counts what its pages left in the table, writes the exports, and sets the final status. What the orchestration
/// believes is not asked: a page without a final row has failed, unless the document was stopped. May be done again; a closed
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
            document = await CloseAsync(document, failure, cancellationToken);
            if (document is null || document.Run != run.Run || !document.GetStatus().IsFinal() || document.GetStatus() == DocumentStatus.Deleted)
                return DocumentOutcome.Stale;
            Ended(document.Name, run.Id, document.Status, document.PagesDone ?? 0, document.PagesFailed ?? 0);
        }

        if (document.AnnouncedRun < run.Run)
            await writeBack.CopyAsync(document, cancellationToken);
        await announcer.AnnounceAsync(document, cancellationToken);
        await secrets.DeleteAsync(document.SecretBlob, cancellationToken);
        sources.Forget(run.Id);
        return new DocumentOutcome(document.Status, document.PagesDone ?? 0, document.PagesFailed ?? 0);
    }

    /// <summary>Writes the exports and then the row that points at them. The exports say how the document ends, so they are written as if it had.</summary>
    private async Task<DocumentRow?> CloseAsync(DocumentRow document, OcrError? failure, CancellationToken cancellationToken)
    {
        var closing = new DocumentClosing(await TallyAsync(document, cancellationToken), failure, time.GetUtcNow());
        closing.ApplyTo(document);
        ExportResult? exports = closing.Tally.Done > 0 ? await exporter.WriteAsync(document, cancellationToken) : null;
        string written = document.Status;
        DocumentRow? closed = await documents.ChangeAsync(document.GetRun(), row =>
        {
            closing.ApplyTo(row);
            exports?.ApplyTo(row);
        }, cancellationToken);
        if (exports is null || closed is null || closed.Run != document.Run || closed.Status == written || !closed.GetStatus().IsFinal())
            return closed;

        // It was canceled while they were written: they are to say so.
        exports = await exporter.WriteAsync(closed, cancellationToken);
        return await documents.ChangeAsync(closed.PartitionKey, row => row.Run == closed.Run && row.Status == closed.Status, exports.ApplyTo, cancellationToken);
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
}
