using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OcrFunctions.Durable;
using OcrFunctions.Pipeline.DeadLetters;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Lifecycle;

namespace OcrFunctions.Http;

/// <summary><c>POST /api/deadletters/{id}/requeue</c>: requeues a failed page, or all unread pages of a document.</summary>
public sealed class RequeueDeadLetter(DocumentRequeue requeue, DocumentResponses responses)
{
    [Function(nameof(RequeueDeadLetter))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Routes.RequeueDeadLetter)] HttpRequest request,
        [DurableClient] DurableTaskClient client, string id) =>
        DeadLetter.Parse(id) is var (document, page)
            ? await RequeueResponse.OfAsync(request, responses, requeue, document, page is { } one ? PageRanges.Of(one) : null,
                new DurableRuns(client))
            : HttpResults.UnknownDocument(id);
}
