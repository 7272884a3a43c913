using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OcrFunctions.Orchestrations;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Triggers;

/// <summary>A blob in the documents container, however it came there, becomes a document.</summary>
public sealed class DocumentDropped(DocumentIntake intake)
{
    [Function(nameof(DocumentDropped))]
    public Task RunAsync(
        [BlobTrigger(StorageNames.Documents + "/{name}")] BlobClient blob,
        [DurableClient] DurableTaskClient client,
        FunctionContext context) =>
        intake.TakeInAsync(blob, new DurableRuns(client), context.CancellationToken);
}
