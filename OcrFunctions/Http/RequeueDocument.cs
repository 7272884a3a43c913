using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OcrFunctions.Durable;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Lifecycle;

namespace OcrFunctions.Http;

/// <summary>
/// <c>POST /api/documents/{id}/requeue?pages=</c>: a new run over the pages that were not read, or over the given ones of them.
/// </summary>
public sealed class RequeueDocument(DocumentRequeue requeue, DocumentResponses responses)
{
    [Function(nameof(RequeueDocument))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Routes.Requeue)] HttpRequest request,
        [DurableClient] DurableTaskClient client, string id)
    {
        string text = request.Query[DocumentOptions.PagesKey].ToString();
        PageRanges? pages = text.Length is 0 or > DocumentOptions.MaxPages ? null : PageRanges.Parse(text);
        return text.Length > 0 && pages is null
            ? HttpResults.Problem(
                StatusCodes.Status400BadRequest, ErrorCodes.InvalidOption,
                $"'{DocumentOptions.PagesKey}' are page numbers and ranges from 1, such as 1-3,7.")
            : await RequeueResponse.OfAsync(request, responses, requeue, id, pages, new DurableRuns(client));
    }
}
