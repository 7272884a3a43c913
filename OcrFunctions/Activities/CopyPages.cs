using Microsoft.Azure.Functions.Worker;
using OcrFunctions.Durable;
using OcrFunctions.Pipeline.Results;

namespace OcrFunctions.Activities;

public sealed class CopyPages(ResultsCopier copier, ActivityBoundary boundary)
{
    [Function(nameof(CopyPages))]
    public Task<int> RunAsync([ActivityTrigger] CopyInput input, FunctionContext context) =>
        boundary.RunAsync(nameof(CopyPages), input.Run.Id,
            () => copier.CopyAsync(input.Run, input.From, context.CancellationToken));
}
