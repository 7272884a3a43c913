using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using OcrFunctions.Activities;
using OcrFunctions.Durable;
using OcrFunctions.Pipeline.Results;

namespace OcrFunctions.Orchestrations;

/// <summary>Closes a document whose own orchestration was terminated or failed before it could.</summary>
public static class CloseDocument
{
    [Function(OrchestrationNames.CloseDocument)]
    public static Task<DocumentOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync<DocumentOutcome>(nameof(FinishDocument), context.GetInput<FinishInput>()!, Retries.OfStorage);
}
