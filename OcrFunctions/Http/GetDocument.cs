using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OcrFunctions.Durable;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Http;

/// <summary><c>GET /api/documents/{id}</c>: status, progress and confidence; 200 for every known document.</summary>
public sealed class GetDocument(DocumentStore documents, PageStore pages, DocumentResponses responses, TimeProvider time)
{
    [Function(nameof(GetDocument))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = Routes.Document)] HttpRequest request,
        [DurableClient] DurableTaskClient client, string id)
    {
        CancellationToken stop = request.HttpContext.RequestAborted;
        if (await documents.FindAsync(id, stop) is not { } document || document.GetStatus() == DocumentStatus.Deleted)
            return HttpResults.UnknownDocument(id);

        DocumentProgress? live = null;
        if (!document.GetStatus().IsFinal())
        {
            live = DocumentProgress.Of(document, await pages.CountAsync(id, document.Run, stop), time.GetUtcNow());
            await NoticeTerminationAsync(document, new DurableRuns(client), stop);
            HttpResults.SetRetryAfter(request.HttpContext.Response);
        }

        return HttpResults.Json(responses.Of(request, id, document, live));
    }

    /// <summary>
    /// Terminating the orchestration by its durable URL is meant for the document: it is canceled, children included, and closed.
    /// </summary>
    private async Task NoticeTerminationAsync(DocumentRow document, DurableRuns runs, CancellationToken stop)
    {
        if (await runs.StateAsync(document.GetRun(), stop) != RunState.Terminated)
            return;
        await documents.RequestCancelAsync(document.Id, time.GetUtcNow(), stop);
        await runs.CloseAsync(document.GetRun(), failure: null, stop);
    }
}
