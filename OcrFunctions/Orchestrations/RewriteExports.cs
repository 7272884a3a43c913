using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using OcrFunctions.Activities;

namespace OcrFunctions.Orchestrations;

/// <summary>Writes a finished document's exports anew after a correction.</summary>
public static class RewriteExports
{
    [Function(nameof(RewriteExports))]
    public static Task<int> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync<int>(nameof(WriteExports), context.GetInput<string>()!, Retries.OfStorage);
}
