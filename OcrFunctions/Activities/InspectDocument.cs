using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OcrFunctions.Durable;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Inspection;

namespace OcrFunctions.Activities;

public sealed class InspectDocument(DocumentInspector inspector, ActivityBoundary boundary)
{
    [Function(nameof(InspectDocument))]
    public Task<DocumentPlan> RunAsync([ActivityTrigger] DocumentRun run, [DurableClient] DurableTaskClient client,
        FunctionContext context) =>
        boundary.RunAsync(nameof(InspectDocument), run.Id,
            () => inspector.InspectAsync(run, new DurableRuns(client), context.CancellationToken));
}
