using Microsoft.Azure.Functions.Worker;
using OcrFunctions.Pipeline.Exports;

namespace OcrFunctions.Activities;

public sealed class WriteExports(ExportRewriter rewriter, ActivityBoundary boundary)
{
    [Function(nameof(WriteExports))]
    public Task<int> RunAsync([ActivityTrigger] string documentId, FunctionContext context) =>
        boundary.RunAsync(nameof(WriteExports), documentId,
            () => rewriter.RewriteAsync(documentId, context.CancellationToken));
}
