using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Secrets;

namespace OcrFunctions.Pipeline.Lifecycle;

/// <summary>Requeues a document: a new run over the pages that were not read.</summary>
public sealed class DocumentRequeue(DocumentStore documents, DocumentIndex index, DocumentSecrets secrets, TimeProvider time)
{
    /// <summary>Starts a new run.</summary>
    /// <param name="id">The document's id.</param>
    /// <param name="pages">Its pages; null for all that were not read. A page that was read stays as it is.</param>
    /// <param name="password">Opens an encrypted PDF; the one given at upload was deleted when the document finished. Null if none is
    /// required.</param>
    /// <param name="runs">Starts the orchestration.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The outcome, and the current row.</returns>
    public async Task<(RequeueResult Result, DocumentRow? Document)> RequeueAsync(string id, PageRanges? pages, Secret? password,
        IDocumentRuns runs, CancellationToken cancellationToken)
    {
        if (await documents.FindAsync(id, cancellationToken) is not { } before || before.GetStatus() == DocumentStatus.Deleted
            || before.DeleteRequestedAt is not null)
            return (RequeueResult.NotFound, null);
        if (!before.GetStatus().IsFinal())
            return (RequeueResult.NotFinished, before);
        if (before.GetStatus() == DocumentStatus.Succeeded)
            return (RequeueResult.NothingToDo, before);

        string? secret = password is null ? null : await secrets.StoreAsync(password, cancellationToken);
        // Listed as unfinished first: if it is interrupted between the row and the start, the reconciler finds it.
        await index.MarkActiveAsync(before, cancellationToken);
        int run = before.Run + 1;
        DocumentRow? row =
            await documents.ChangeAsync(id,
                current => current.Run == before.Run && current.GetStatus().IsFinal() && current.GetStatus() != DocumentStatus.Deleted
                    && current.DeleteRequestedAt is null, current => Begin(current, run, pages, secret), cancellationToken);
        if (row is null || row.Run != run)
        {
            await secrets.DeleteAsync(secret, cancellationToken);
            return (RequeueResult.NotFinished, row);
        }

        await index.PutAsync(row, cancellationToken);
        await runs.StartAsync(row.GetRun(), cancellationToken);
        return (RequeueResult.Started, row);
    }

    private void Begin(DocumentRow row, int run, PageRanges? pages, string? secret)
    {
        row.Run = run;
        row.Status = nameof(DocumentStatus.NotStarted);
        row.RetryPages = pages?.ToString();
        row.SecretBlob = secret;
        (row.StartedAt, row.CompletedAt, row.CancelRequestedAt) = (null, null, null);
        row.ExpiresAt = row.ExpiresInSeconds is { } seconds ? time.GetUtcNow() + TimeSpan.FromSeconds(seconds) : null;
        row.CloseAttempts = 0;
        // An invalid option stays invalid; without it the document would be read in a way that was not requested.
        if (row.ErrorCode != ErrorCodes.InvalidOption)
            row.SetError(null);
    }
}

/// <summary>Outcome of requeuing a document.</summary>
public enum RequeueResult
{
    /// <summary>A new run was started.</summary>
    Started,

    /// <summary>There is no such document.</summary>
    NotFound,

    /// <summary>It is already being read.</summary>
    NotFinished,

    /// <summary>Every page of it was read.</summary>
    NothingToDo,
}
