using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Telemetry;

namespace OcrFunctions.Pipeline.Intake;

/// <summary>
/// Intake of a blob: claims its document and starts its orchestration. Any number of callers may ingest the same blob
/// at the same time; the result is one document and one run.
/// </summary>
public sealed class DocumentIntake(DocumentStore documents, DocumentIndex index, OcrMetrics metrics, IOptions<OcrOptions> options,
    TimeProvider time, ILogger<DocumentIntake> log)
{
    /// <summary>Ingests the current version of a blob.</summary>
    /// <returns>The document's row; null if the blob no longer exists.</returns>
    public async Task<DocumentRow?> IngestAsync(BlobClient blob, IDocumentRuns runs, CancellationToken cancellationToken)
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

        BlobSource source = BlobSource.Of(blob.BlobContainerName, blob.Name, properties.ETag);
        DocumentTrace.TagCaller(DocumentId.Of(source));
        return await IngestAsync(source, properties.Metadata, runs, cancellationToken);
    }

    /// <summary>Ingests one version of a blob.</summary>
    /// <param name="source">The version.</param>
    /// <param name="metadata">The blob's metadata, which may hold options and the user's file name.</param>
    /// <param name="runs">Starts the orchestration.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<DocumentRow> IngestAsync(BlobSource source, IDictionary<string, string> metadata, IDocumentRuns runs,
        CancellationToken cancellationToken)
    {
        string id = DocumentId.Of(source);
        using IDisposable? scope = log.DocumentScope(id);
        return await DocumentTrace.StepAsync("ingest document", id, BlobMetadata.Read(metadata, BlobMetadata.TraceParentKey), async span =>
        {
            DocumentRow row = await ClaimAsync(source, metadata, cancellationToken);
            span?.SetTag(TelemetryAttributes.DocumentClaimed, row.TraceParent == span.Id);
            if (row.GetStatus() != DocumentStatus.NotStarted)
                return row;

            // The claim row is written before the start: a start without a row would recognize a document that cannot be queried.
            await runs.StartAsync(row.GetRun(), cancellationToken);
            return row;
        });
    }

    /// <summary>Claims one version of a blob without starting anything.</summary>
    /// <returns>The document's current row; its status tells whether it was started.</returns>
    internal async Task<DocumentRow> ClaimAsync(BlobSource source, IDictionary<string, string> metadata,
        CancellationToken cancellationToken)
    {
        DocumentRow row = NewRow(source, metadata);
        if (await documents.ClaimAsync(row, cancellationToken) == Claim.AlreadyExists)
        {
            // Already claimed (or by us, and the response was lost), possibly interrupted before the start: the next caller starts it then.
            row = await documents.FindAsync(row.Id, cancellationToken) ?? row;
            if (row.GetStatus() != DocumentStatus.NotStarted)
                return row;
        }
        else
        {
            metrics.DocumentIngested();
        }

        await index.AddAsync(row, cancellationToken);
        return row;
    }

    private TimeSpan? DefaultTimeLimit() =>
        options.Value.DocumentTimeoutMinutes is > 0 and var minutes ? TimeSpan.FromMinutes(minutes) : null;

    /// <summary>The requested priority; if there is none, the one named by the blob's first folder.</summary>
    private static Priority PriorityOf(string blobName, Priority requested, IDictionary<string, string> metadata)
    {
        int slash = blobName.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && BlobMetadata.Read(metadata, DocumentOptions.PriorityKey) is null
            && DocumentOptionDefinition.TryParse(blobName[..slash], out Priority named) ? named : requested;
    }

    private DocumentRow NewRow(BlobSource source, IDictionary<string, string> metadata)
    {
        bool valid = DocumentOptions.TryRead(
            key => BlobMetadata.Read(metadata, key), options.Value.DefaultLanguage, out DocumentOptions requested, out OcrError? error);
        var row = new DocumentRow
        {
            Id = DocumentId.Of(source),
            Name = BlobMetadata.Read(metadata, BlobMetadata.NameKey) ?? source.BlobName,
            Container = source.Container,
            BlobName = source.BlobName,
            SourceETag = source.ETag,
            SecretBlob = BlobMetadata.Read(metadata, BlobMetadata.SecretKey),
            CreatedAt = time.GetUtcNow(),
            TraceParent = DocumentTrace.Current,
        };
        row.SetOptions(requested with
        {
            Priority = PriorityOf(source.BlobName, requested.Priority, metadata),
            ExpiresIn = requested.ExpiresIn ?? DefaultTimeLimit(),
        });

        // An invalid option of a dropped blob has no caller to report to, so it is stored in the document and its inspection refuses it.
        if (!valid)
            row.SetError(error);
        return row;
    }
}
