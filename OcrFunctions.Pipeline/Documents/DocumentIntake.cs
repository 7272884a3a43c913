using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Options;

namespace OcrFunctions.Pipeline.Documents;

/// <summary>
/// Takes a blob in: claims its document and has its orchestration started. Any number of callers may take the same blob in
/// at the same time; one document and one run come of it.
/// </summary>
public sealed class DocumentIntake(DocumentStore documents, DocumentIndex index, IOptions<OcrOptions> options, TimeProvider time)
{
    /// <summary>Takes in the current version of a blob.</summary>
    /// <returns>The document's row; null if the blob is gone.</returns>
    public async Task<DocumentRow?> TakeInAsync(BlobClient blob, IDocumentRuns runs, CancellationToken cancellationToken)
    {
        BlobProperties properties;
        try
        {
            properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }

        return await TakeInAsync(BlobSource.Of(blob.BlobContainerName, blob.Name, properties.ETag), properties.Metadata, runs, cancellationToken);
    }

    /// <summary>Takes in one version of a blob.</summary>
    /// <param name="source">The version.</param>
    /// <param name="metadata">The blob's metadata, which may hold options and the name its user knows.</param>
    /// <param name="runs">Starts the orchestration.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<DocumentRow> TakeInAsync(BlobSource source, IDictionary<string, string> metadata, IDocumentRuns runs, CancellationToken cancellationToken)
    {
        DocumentRow row = await ClaimAsync(source, metadata, cancellationToken);
        if (row.GetStatus() != DocumentStatus.NotStarted)
            return row;

        // The claim stands before the start: a start without a row would recognise a document that nobody can ask for.
        await runs.StartAsync(row.GetRun(), cancellationToken);
        return row;
    }

    /// <summary>Claims one version of a blob without starting anything.</summary>
    /// <returns>The document's row as it stands; its status tells whether somebody started it.</returns>
    internal async Task<DocumentRow> ClaimAsync(BlobSource source, IDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        DocumentRow row = NewRow(source, metadata);
        if (await documents.ClaimAsync(row, cancellationToken) == Claim.AlreadyExists)
        {
            // Somebody claimed it (or we did, and the answer was lost), and may have stopped before the start: whoever comes next starts it then.
            row = await documents.FindAsync(row.PartitionKey, cancellationToken) ?? row;
            if (row.GetStatus() != DocumentStatus.NotStarted)
                return row;
        }

        await index.AddAsync(row, cancellationToken);
        return row;
    }

    private TimeSpan? Longest() => options.Value.DocumentTimeoutMinutes is > 0 and var minutes ? TimeSpan.FromMinutes(minutes) : null;

    /// <summary>The priority asked for; where none was, the one that the blob's first folder is called.</summary>
    private static Priority Named(string blobName, Priority wanted, IDictionary<string, string> metadata)
    {
        int slash = blobName.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && BlobMetadata.Read(metadata, DocumentOptions.PriorityKey) is null && DocumentOptions.TryPriority(blobName[..slash], out Priority named) ? named : wanted;
    }

    private DocumentRow NewRow(BlobSource source, IDictionary<string, string> metadata)
    {
        bool valid = DocumentOptions.TryRead(key => BlobMetadata.Read(metadata, key), options.Value.DefaultLanguage, out DocumentOptions wanted, out OcrError? error);
        var row = new DocumentRow
        {
            PartitionKey = DocumentId.Of(source),
            Name = BlobMetadata.Read(metadata, BlobMetadata.NameKey) ?? source.BlobName,
            Container = source.Container,
            BlobName = source.BlobName,
            SourceETag = source.ETag,
            Language = wanted.Language,
            Priority = Named(source.BlobName, wanted.Priority, metadata).ToString(),
            Pages = wanted.Pages,
            Mode = wanted.Mode.ToString(),
            SecretBlob = BlobMetadata.Read(metadata, BlobMetadata.SecretKey),
            Batch = wanted.Batch,
            ExternalId = wanted.ExternalId,
            CreatedAt = time.GetUtcNow(),
        };
        if ((wanted.ExpiresIn ?? Longest()) is { } expiresIn)
        {
            row.ExpiresInSeconds = (long)expiresIn.TotalSeconds;
            row.ExpiresAt = row.CreatedAt + expiresIn;
        }

        // A wrong option of a dropped blob has nobody to answer to, so the document carries it and its inspection refuses it.
        if (!valid)
            row.SetError(error);
        return row;
    }
}
