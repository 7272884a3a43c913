using System.Text.Json;
using Microsoft.Extensions.Logging;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Intake;
using OcrFunctions.Pipeline.Results;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Lifecycle;

/// <summary>
/// Blobs that the trigger moved to the poison queue after five attempts: the fault is not in the document, not yet inspected, but in the
/// storage or the app at that moment. Each becomes a failed document with a dead letter, so that it is visible and can be requeued.
/// </summary>
public sealed partial class PoisonBlobs(DocumentIntake intake, DocumentStore documents, DocumentFinisher finisher, StorageClients storage,
    ILogger<PoisonBlobs> log)
{
    /// <summary>Handles a message of the trigger's poison queue.</summary>
    /// <param name="message">JSON with <c>ContainerName</c>, <c>BlobName</c> and <c>ETag</c>.</param>
    /// <param name="runs">Starts orchestrations.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task HandleAsync(string message, IDocumentRuns runs, CancellationToken cancellationToken)
    {
        if (Read(message) is not { } source)
        {
            UnknownMessage(message.Length > 1_000 ? message[..1_000] : message);
            return;
        }

        DocumentRow? row = await documents.FindAsync(DocumentId.Of(source), cancellationToken);
        if (row is null)
        {
            var blob = storage.Blobs.GetBlobContainerClient(source.Container).GetBlobClient(source.BlobName);
            row = await intake.ClaimAsync(source, await MetadataAsync(blob, cancellationToken), cancellationToken);
        }

        // A claimed one may have been started by now, by the upload or the reconciler.
        if (row.GetStatus() == DocumentStatus.NotStarted && await runs.StateAsync(row.GetRun(), cancellationToken) == RunState.Missing)
            await finisher.FinishAsync(row.GetRun(),
                OcrError.Of(ErrorCodes.IntakeFailed,
                    "The blob trigger failed five times for this file. Requeue it when storage is available again."), cancellationToken);
    }

    private static BlobSource? Read(string message)
    {
        try
        {
            PoisonMessage? blob = JsonSerializer.Deserialize<PoisonMessage>(message, JsonSerializerOptions.Web);
            return blob is { ContainerName.Length: > 0, BlobName.Length: > 0, ETag.Length: > 0 }
                ? new BlobSource(blob.ContainerName, blob.BlobName, blob.ETag.Trim('"')) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<IDictionary<string, string>> MetadataAsync(Azure.Storage.Blobs.BlobClient blob,
        CancellationToken cancellationToken)
    {
        try
        {
            return (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.Metadata;
        }
        catch (Azure.RequestFailedException e) when (e.Status == 404)
        {
            return new Dictionary<string, string>();
        }
    }

    [LoggerMessage(LogLevel.Error, "A message of the blob trigger's poison queue is not understood and dropped: {Message}")]
    private partial void UnknownMessage(string message);

    private sealed record PoisonMessage(string? ContainerName, string? BlobName, string? ETag);
}
