using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OcrFunctions.Orchestrations;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Results;

namespace OcrFunctions.Http;

/// <summary><c>GET /api/documents/{id}</c>: status, progress and confidence; 200 for every document that is known.</summary>
public sealed class GetDocument(DocumentStore documents, PageStore pages, TimeProvider time)
{
    [Function(nameof(GetDocument))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Routes.Document)] HttpRequest request, [DurableClient] DurableTaskClient client, string id)
    {
        CancellationToken stop = request.HttpContext.RequestAborted;
        if (await documents.FindAsync(id, stop) is not { } document || document.GetStatus() == DocumentStatus.Deleted)
            return Answers.UnknownDocument(id);

        DocumentProgress? live = null;
        if (!document.GetStatus().IsFinal())
        {
            live = DocumentProgress.Of(document, await pages.CountAsync(id, document.Run, stop), time.GetUtcNow());
            await NoticeTerminationAsync(document, new DurableRuns(client), stop);
            Answers.AskAgainLater(request.HttpContext.Response);
        }

        return Answers.Json(DocumentAnswer.Of(DocumentStatusBody.Of(id, document, live), DocumentLinks.For(request, id, document.Exports)));
    }

    /// <summary>Who terminates the orchestration by its durable URL means the document: that is canceled, its children included, and closed.</summary>
    private async Task NoticeTerminationAsync(DocumentRow document, DurableRuns runs, CancellationToken stop)
    {
        if (await runs.StateAsync(document.GetRun(), stop) != RunState.Terminated)
            return;
        await documents.RequestCancelAsync(document.PartitionKey, time.GetUtcNow(), stop);
        await runs.CloseAsync(document.GetRun(), failure: null, stop);
    }
}
