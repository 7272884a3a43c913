using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OcrFunctions.Durable;
using OcrFunctions.Pipeline.Lifecycle;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Triggers;

/// <summary>A blob in the poison queue becomes a dead letter, which can be requeued like any other.</summary>
public sealed class PoisonBlob(PoisonBlobs poison)
{
    [Function(nameof(PoisonBlob))]
    public Task RunAsync([QueueTrigger(StorageNames.PoisonBlobs)] string message, [DurableClient] DurableTaskClient client,
        FunctionContext context) =>
        poison.HandleAsync(message, new DurableRuns(client), context.CancellationToken);
}
