using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using OcrFunctions.Activities;
using OcrFunctions.Durable;

namespace OcrFunctions.Orchestrations;

/// <summary>Rewrites a finished document's exports after a correction.</summary>
public static class RewriteExports
{
    [Function(OrchestrationNames.RewriteExports)]
    public static Task<int> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync<int>(nameof(WriteExports), context.GetInput<string>()!, Retries.OfStorage);
}
