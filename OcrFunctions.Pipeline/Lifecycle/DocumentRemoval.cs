using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using OcrFunctions.Pipeline.Cancellation;
using OcrFunctions.Pipeline.DeadLetters;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Intake;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Review;
using OcrFunctions.Pipeline.Sources;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Lifecycle;

/// <summary>
/// Deletes documents: stops them, waits for their orchestrations, removes histories, results and rows. A tombstone of the document's row
/// stays, or the blob, if it still exists, would be ingested again.
/// </summary>
public sealed class DocumentRemoval(DocumentStore documents, DocumentIndex index, DeadLetterStore deadLetters, CorrectionStore corrections,
    PageStore pages, SourceCache sources, CancellationMonitors monitors, StorageClients storage, TimeProvider time)
{
    /// <summary>Maximum time for a document's work to stop by itself.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromMinutes(1);

    private BlobContainerClient Results => storage.Blobs.GetBlobContainerClient(StorageNames.Results);

    /// <summary>Marks a document for deletion, which also cancels it.</summary>
    /// <param name="id">The document's id.</param>
    /// <param name="withSource">Whether its source is deleted too; null: only if it was posted. A dropped blob belongs to its user.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The row; null for an unknown or deleted document.</returns>
    public async Task<DocumentRow?> RequestAsync(string id, bool? withSource, CancellationToken cancellationToken)
    {
        if (await documents.FindAsync(id, cancellationToken) is not { } before || before.GetStatus() == DocumentStatus.Deleted)
            return null;
        // Listed as unfinished, where the reconciler finds it if the deletion is interrupted.
        await index.MarkActiveAsync(before, cancellationToken);
        DocumentRow? row = await documents.ChangeAsync(id, current => current.GetStatus() != DocumentStatus.Deleted, current =>
        {
            current.DeleteRequestedAt ??= time.GetUtcNow();
            current.DeleteSource |= withSource ?? DocumentUpload.IsPosted(current);
        }, cancellationToken);
        if (row is null || row.GetStatus() == DocumentStatus.Deleted)
            return null;
        monitors.CheckNow(row.GetRun());
        return row;
    }

    /// <summary>Continues a deletion as far as currently possible.</summary>
    /// <returns>True when only the tombstone is left; false while the document's work still has to stop.</returns>
    public async Task<bool> TryRemoveAsync(DocumentRow document, IDocumentRuns runs, CancellationToken cancellationToken)
    {
        bool force = time.GetUtcNow() - document.DeleteRequestedAt > StopTimeout;
        if (!await runs.PurgeAsync(document.Id, force, cancellationToken))
            return false;

        sources.Evict(document.Id);
        await deadLetters.RemoveAsync(document, cancellationToken);
        await corrections.RemoveAllAsync(document.Id, cancellationToken);
        await foreach (BlobItem blob in Results.GetBlobsAsync(BlobTraits.None, BlobStates.None, document.Id + "/", cancellationToken))
            await Results.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
        await pages.DeleteAllAsync(document.Id, cancellationToken);
        if (document.DeleteSource)
            await sources.DeleteAsync(document, cancellationToken);

        DocumentRow? tombstone =
            await documents.ChangeAsync(document.Id, row => row.GetStatus() != DocumentStatus.Deleted, row => MakeTombstone(row),
                cancellationToken);
        if (tombstone is null)
            return true;
        // The index is removed after the row: it leads the reconciler here until everything is done.
        await index.PutAsync(tombstone, cancellationToken);
        // Without a blob there is nothing that could be ingested again.
        if (!await sources.ExistsAsync(tombstone, cancellationToken))
            await documents.DeleteAsync(tombstone, cancellationToken);
        return true;
    }

    /// <summary>What must stay to identify the blob, and nothing of its content.</summary>
    private void MakeTombstone(DocumentRow row)
    {
        row.Status = nameof(DocumentStatus.Deleted);
        row.CompletedAt = time.GetUtcNow();
        row.Name = "";
        row.SetError(null);
        (row.Text, row.TextBlob, row.Exports, row.ContentSha256, row.DuplicateOf) = (null, null, null, null, null);
        (row.ConfidenceMean, row.ConfidenceWorstPage, row.WorstPage, row.Words, row.WordsToReview) = (null, null, null, null, null);
        row.AnnouncedRun = row.Run;
    }
}
