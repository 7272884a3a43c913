using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OcrFunctions.Orchestrations;
using OcrFunctions.Pipeline.DeadLetters;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Lifecycle;

namespace OcrFunctions.Http;

/// <summary><c>POST /api/deadletters/{id}/requeue</c>: sends a failed page, or all that was not read of a document, again.</summary>
public sealed class RequeueDeadLetter(DocumentRequeue requeue)
{
    [Function(nameof(RequeueDeadLetter))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Routes.RequeueDeadLetter)] HttpRequest request, [DurableClient] DurableTaskClient client, string id) =>
        DeadLetter.Parse(id) is var (document, page)
            ? await RequeueAnswer.OfAsync(request, requeue, document, page is { } one ? PageRanges.Of(one) : null, new DurableRuns(client))
            : Answers.UnknownDocument(id);
}
