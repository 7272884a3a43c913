using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OcrFunctions.Durable;
using OcrFunctions.Pipeline.Recognition;

namespace OcrFunctions.Activities;

public sealed class RecognizePage(PageRecognizer recognizer, ActivityBoundary boundary)
{
    [Function(nameof(RecognizePage))]
    public Task<PageOutcome> RunAsync([ActivityTrigger] PageRun page, [DurableClient] DurableTaskClient client, FunctionContext context) =>
        boundary.RunAsync(nameof(RecognizePage), page.Document.Id,
            () => recognizer.RecognizeAsync(page, new DurableRuns(client), context.CancellationToken));
}
