using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OcrFunctions.Orchestrations;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Recognition;

namespace OcrFunctions.Activities;

public sealed class RecognisePage(PageRecogniser recogniser, ActivityBoundary boundary)
{
    [Function(nameof(RecognisePage))]
    public Task<PageOutcome> RunAsync([ActivityTrigger] PageRun page, [DurableClient] DurableTaskClient client, FunctionContext context) =>
        boundary.RunAsync(nameof(RecognisePage), () => recogniser.RecogniseAsync(page, new DurableRuns(client), context.CancellationToken));
}
