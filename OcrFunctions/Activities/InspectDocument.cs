using Microsoft.Azure.Functions.Worker;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Activities;

public sealed class InspectDocument(DocumentInspector inspector, ActivityBoundary boundary)
{
    [Function(nameof(InspectDocument))]
    public Task<DocumentPlan> RunAsync([ActivityTrigger] DocumentRun run, FunctionContext context) =>
        boundary.RunAsync(nameof(InspectDocument), () => inspector.InspectAsync(run, context.CancellationToken));
}
