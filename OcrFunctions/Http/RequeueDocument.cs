using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OcrFunctions.Orchestrations;
using OcrFunctions.Pipeline;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Lifecycle;

namespace OcrFunctions.Http;

/// <summary><c>POST /api/documents/{id}/requeue?pages=</c>: a new run over the pages that were not read, or over those of them that are named.</summary>
public sealed class RequeueDocument(DocumentRequeue requeue)
{
    [Function(nameof(RequeueDocument))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Routes.Requeue)] HttpRequest request, [DurableClient] DurableTaskClient client, string id)
    {
        string text = request.Query["pages"].ToString();
        PageRanges? pages = text.Length is 0 or > DocumentOptions.MaxPages ? null : PageRanges.Parse(text);
        return text.Length > 0 && pages is null
            ? Answers.Problem(StatusCodes.Status400BadRequest, ErrorCodes.InvalidOption, "'pages' are page numbers and ranges from 1, such as 1-3,7.")
            : await RequeueAnswer.OfAsync(request, requeue, id, pages, new DurableRuns(client));
    }
}
