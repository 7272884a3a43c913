using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OcrFunctions.Durable;
using OcrFunctions.Pipeline.Intake;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Triggers;

/// <summary>
/// The same as <see cref="BlobUploaded"/>, told by an Event Grid subscription instead of polling. Both may run: a blob is read once.
/// </summary>
public sealed class BlobCreatedEvent(DocumentIntake intake)
{
    [Function(nameof(BlobCreatedEvent))]
    public Task RunAsync(
        [BlobTrigger(StorageNames.Documents + "/{name}", Source = BlobTriggerSource.EventGrid)] BlobClient blob,
        [DurableClient] DurableTaskClient client,
        FunctionContext context) =>
        intake.IngestAsync(blob, new DurableRuns(client), context.CancellationToken);
}
