using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OcrFunctions.Durable;
using OcrFunctions.Pipeline.Intake;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Triggers;

/// <summary>A blob in the documents container, however it got there, becomes a document. The container is polled.</summary>
public sealed class BlobUploaded(DocumentIntake intake)
{
    [Function(nameof(BlobUploaded))]
    public Task RunAsync(
        [BlobTrigger(StorageNames.Documents + "/{name}")] BlobClient blob,
        [DurableClient] DurableTaskClient client,
        FunctionContext context) =>
        intake.IngestAsync(blob, new DurableRuns(client), context.CancellationToken);
}
