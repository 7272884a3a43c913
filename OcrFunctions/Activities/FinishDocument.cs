using Microsoft.Azure.Functions.Worker;
using OcrFunctions.Durable;
using OcrFunctions.Pipeline.Results;

namespace OcrFunctions.Activities;

public sealed class FinishDocument(DocumentFinisher finisher, ActivityBoundary boundary)
{
    [Function(nameof(FinishDocument))]
    public Task<DocumentOutcome> RunAsync([ActivityTrigger] FinishInput input, FunctionContext context) =>
        boundary.RunAsync(nameof(FinishDocument), input.Run.Id,
            () => finisher.FinishAsync(input.Run, input.Failure, context.CancellationToken));
}
