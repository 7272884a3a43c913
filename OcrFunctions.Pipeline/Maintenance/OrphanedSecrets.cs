using Azure.Storage.Blobs.Models;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Intake;
using OcrFunctions.Pipeline.Secrets;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Maintenance;

/// <summary>
/// Removes passwords whose document never arrived, because the machine was lost in between, or was deleted before it finished.
/// </summary>
public sealed class OrphanedSecrets(DocumentSecrets secrets, DocumentStore documents, DocumentIndex index, StorageClients storage)
{
    /// <summary>An upload is stored after its password, and may take a long time.</summary>
    public static readonly TimeSpan SafeAge = TimeSpan.FromDays(1);

    /// <param name="before">Newer ones stay.</param>
    /// <param name="max">Maximum number of passwords to remove.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many were removed.</returns>
    public async Task<int> RemoveBeforeAsync(DateTimeOffset before, int max, CancellationToken cancellationToken)
    {
        HashSet<string> orphans = await secrets.OlderAsync(before).ToHashSetAsync(cancellationToken: cancellationToken);
        if (orphans.Count > 0)
            await ExcludeUnfinishedDocumentsAsync(orphans, cancellationToken);
        if (orphans.Count > 0)
            await ExcludePendingUploadsAsync(orphans, cancellationToken);
        int removed = 0;
        foreach (string name in orphans.Take(max))
        {
            await secrets.DeleteAsync(name, cancellationToken);
            removed++;
        }

        return removed;
    }

    private async Task ExcludeUnfinishedDocumentsAsync(HashSet<string> orphans, CancellationToken cancellationToken)
    {
        await foreach (DocumentIndexRow listed in index.ActiveAsync(cancellationToken))
            if ((await documents.FindAsync(listed.Id, cancellationToken))?.SecretBlob is { } name)
                orphans.Remove(name);
    }

    /// <summary>An app that was offline for days finds uploads that have not been ingested yet.</summary>
    private async Task ExcludePendingUploadsAsync(HashSet<string> orphans, CancellationToken cancellationToken)
    {
        await foreach (BlobItem blob in storage.Blobs.GetBlobContainerClient(StorageNames.Documents)
            .GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, DocumentUpload.Prefix, cancellationToken))
        {
            if (blob.Properties.ETag is not { } etag || BlobMetadata.Read(blob.Metadata, BlobMetadata.SecretKey) is not { } name
                || !orphans.Contains(name))
                continue;
            DocumentRow? row =
                await documents.FindAsync(DocumentId.Of(BlobSource.Of(StorageNames.Documents, blob.Name, etag)), cancellationToken);
            if (row?.GetStatus().IsFinal() != true)
                orphans.Remove(name);
        }
    }
}
