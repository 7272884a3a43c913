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
    public async Task<DocumentRow?> TakeInAsync(BlobClient blob, IRunStarter starter, CancellationToken cancellationToken)
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

        return await TakeInAsync(BlobSource.Of(blob.BlobContainerName, blob.Name, properties.ETag), properties.Metadata, starter, cancellationToken);
    }

    /// <summary>Takes in one version of a blob.</summary>
    /// <param name="source">The version.</param>
    /// <param name="metadata">The blob's metadata, which may hold options and the name its user knows.</param>
    /// <param name="starter">Starts the orchestration.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<DocumentRow> TakeInAsync(BlobSource source, IDictionary<string, string> metadata, IRunStarter starter, CancellationToken cancellationToken)
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

        // The claim stands before the start: a start without a row would recognise a document that nobody can ask for.
        await starter.StartAsync(row.GetRun(), cancellationToken);
        return row;
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
            Priority = wanted.Priority.ToString(),
            Pages = wanted.Pages,
            Mode = wanted.Mode.ToString(),
            CreatedAt = time.GetUtcNow(),
        };
        // A wrong option of a dropped blob has nobody to answer to, so the document carries it and its inspection refuses it.
        if (!valid)
            row.SetError(error);
        return row;
    }
}
