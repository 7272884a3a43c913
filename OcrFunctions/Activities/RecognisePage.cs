using Microsoft.Azure.Functions.Worker;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Recognition;

namespace OcrFunctions.Activities;

public sealed class RecognisePage(PageRecogniser recogniser, ActivityBoundary boundary)
{
    [Function(nameof(RecognisePage))]
    public Task<PageOutcome> RunAsync([ActivityTrigger] PageRun page, FunctionContext context) =>
        boundary.RunAsync(nameof(RecognisePage), () => recogniser.RecogniseAsync(page, context.CancellationToken));
}
