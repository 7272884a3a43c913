using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Secrets;

namespace OcrFunctions.Pipeline.Lifecycle;

/// <summary>Sends a document again: a new run over the pages that were not read.</summary>
public sealed class DocumentRequeue(DocumentStore documents, DocumentIndex index, DocumentSecrets secrets, TimeProvider time)
{
    /// <summary>Starts a new run.</summary>
    /// <param name="id">The document's id.</param>
    /// <param name="pages">The pages it is about; null for all that were not read. A page that was read stays as it is.</param>
    /// <param name="password">Opens an encrypted PDF; the one given at upload went with the document's end. Null where it needs none.</param>
    /// <param name="runs">Starts the orchestration.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What became of it, and the row as it stands now.</returns>
    public async Task<(RequeueResult Result, DocumentRow? Document)> RequeueAsync(string id, PageRanges? pages, string? password, IDocumentRuns runs, CancellationToken cancellationToken)
    {
        if (await documents.FindAsync(id, cancellationToken) is not { } before || before.GetStatus() == DocumentStatus.Deleted || before.DeleteRequestedAt is not null)
            return (RequeueResult.NotFound, null);
        if (!before.GetStatus().IsFinal())
            return (RequeueResult.NotFinished, before);
        if (before.GetStatus() == DocumentStatus.Succeeded)
            return (RequeueResult.NothingToDo, before);

        string? secret = string.IsNullOrEmpty(password) ? null : await secrets.StoreAsync(password, cancellationToken);
        // Listed as unfinished first: whatever happens between the row and the start, the reconciler comes by.
        await index.AnnounceAsync(before, cancellationToken);
        int run = before.Run + 1;
        DocumentRow? row = await documents.ChangeAsync(id, there => there.Run == before.Run && there.GetStatus().IsFinal() && there.GetStatus() != DocumentStatus.Deleted && there.DeleteRequestedAt is null, there => Begin(there, run, pages, secret), cancellationToken);
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
        // A wrong option stays wrong; without it the document would be read as nobody asked for.
        if (row.ErrorCode != ErrorCodes.InvalidOption)
            row.SetError(null);
    }
}

/// <summary>What became of a document that was to be sent again.</summary>
public enum RequeueResult
{
    /// <summary>A new run was started.</summary>
    Started,

    /// <summary>There is no such document.</summary>
    NotFound,

    /// <summary>It is being read already.</summary>
    NotFinished,

    /// <summary>Every page of it was read.</summary>
    NothingToDo,
}
