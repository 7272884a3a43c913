using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using OcrFunctions.Pipeline.DeadLetters;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Review;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Lifecycle;

/// <summary>
/// Deletes documents: stops them, waits for their orchestrations, removes histories, results and rows. Of the document's row a tombstone
/// stays, or the blob, where it is still there, would be taken in again.
/// </summary>
public sealed class DocumentRemoval(DocumentStore documents, DocumentIndex index, DeadLetterStore deadLetters, CorrectionStore corrections, PageStore pages, SourceCache sources, DocumentWatches watches, StorageClients storage, TimeProvider time)
{
    /// <summary>How long a document's work may take to stop by itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private BlobContainerClient Results => storage.Blobs.GetBlobContainerClient(StorageNames.Results);

    /// <summary>Marks a document as one to be deleted, which also cancels it.</summary>
    /// <param name="id">The document's id.</param>
    /// <param name="withSource">Whether its source goes too; null: if it was posted. A dropped blob is its user's.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The row; null for a document that is not known or deleted.</returns>
    public async Task<DocumentRow?> RequestAsync(string id, bool? withSource, CancellationToken cancellationToken)
    {
        if (await documents.FindAsync(id, cancellationToken) is not { } before || before.GetStatus() == DocumentStatus.Deleted)
            return null;
        // Listed as unfinished, where the reconciler finds it if nobody comes to the end of this.
        await index.AnnounceAsync(before, cancellationToken);
        DocumentRow? row = await documents.ChangeAsync(id, there => there.GetStatus() != DocumentStatus.Deleted, there =>
        {
            there.DeleteRequestedAt ??= time.GetUtcNow();
            there.DeleteSource |= withSource ?? DocumentUpload.IsPosted(there);
        }, cancellationToken);
        if (row is null || row.GetStatus() == DocumentStatus.Deleted)
            return null;
        watches.Wake(row.GetRun());
        return row;
    }

    /// <summary>Goes on with a deletion as far as it can be done now.</summary>
    /// <returns>True when nothing is left but the tombstone; false while the document's work still has to stop.</returns>
    public async Task<bool> TryRemoveAsync(DocumentRow document, IDocumentRuns runs, CancellationToken cancellationToken)
    {
        bool force = time.GetUtcNow() - document.DeleteRequestedAt > Patience;
        if (!await runs.PurgeAsync(document.PartitionKey, force, cancellationToken))
            return false;

        sources.Forget(document.PartitionKey);
        await deadLetters.RemoveAsync(document, cancellationToken);
        await corrections.RemoveAllAsync(document.PartitionKey, cancellationToken);
        await foreach (BlobItem blob in Results.GetBlobsAsync(BlobTraits.None, BlobStates.None, document.PartitionKey + "/", cancellationToken))
            await Results.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
        await pages.DeleteAllAsync(document.PartitionKey, cancellationToken);
        if (document.DeleteSource)
            await sources.DeleteAsync(document, cancellationToken);

        DocumentRow? tombstone = await documents.ChangeAsync(document.PartitionKey, row => row.GetStatus() != DocumentStatus.Deleted, row => Bury(row), cancellationToken);
        if (tombstone is null)
            return true;
        // The index goes after the row: it leads the reconciler here until all is done.
        await index.PutAsync(tombstone, cancellationToken);
        // Without a blob there is nothing that could be taken in again.
        if (!await sources.ExistsAsync(tombstone, cancellationToken))
            await documents.DeleteAsync(tombstone, cancellationToken);
        return true;
    }

    /// <summary>What must stay to know the blob again, and nothing of what was in it.</summary>
    private void Bury(DocumentRow row)
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
