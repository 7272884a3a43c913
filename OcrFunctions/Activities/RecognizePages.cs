using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OcrFunctions.Durable;
using OcrFunctions.Pipeline.Recognition;

namespace OcrFunctions.Activities;

public sealed class RecognizePages(PageRangeRecognizer recognizer, ActivityBoundary boundary)
{
    [Function(nameof(RecognizePages))]
    public Task<PageRangeOutcome> RunAsync([ActivityTrigger] PageRangeRun pages, [DurableClient] DurableTaskClient client,
        FunctionContext context) =>
        boundary.RunAsync(nameof(RecognizePages), pages.Document.Id,
            () => recognizer.RecognizeAsync(pages, new DurableRuns(client), context.CancellationToken));
}
