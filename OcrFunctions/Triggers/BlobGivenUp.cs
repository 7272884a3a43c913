using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OcrFunctions.Orchestrations;
using OcrFunctions.Pipeline.Lifecycle;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Triggers;

/// <summary>A blob that the trigger gave up becomes a dead letter, which can be sent again like any other.</summary>
public sealed class BlobGivenUp(PoisonBlobs poison)
{
    [Function(nameof(BlobGivenUp))]
    public Task RunAsync([QueueTrigger(StorageNames.PoisonBlobs)] string message, [DurableClient] DurableTaskClient client, FunctionContext context) =>
        poison.TakeAsync(message, new DurableRuns(client), context.CancellationToken);
}
