using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Results;

namespace OcrFunctions.Http;

/// <summary><c>GET /api/documents/{id}</c>: status, progress and confidence; 200 for every document that is known.</summary>
public sealed class GetDocument(DocumentStore documents, PageStore pages)
{
    [Function(nameof(GetDocument))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Routes.Document)] HttpRequest request, string id)
    {
        CancellationToken stop = request.HttpContext.RequestAborted;
        if (await documents.FindAsync(id, stop) is not { } document)
            return Answers.UnknownDocument(id);

        (int Done, int Failed)? live = null;
        if (!document.GetStatus().IsFinal())
        {
            live = await pages.CountAsync(id, document.Run, stop);
            Answers.AskAgainLater(request.HttpContext.Response);
        }

        return Answers.Json(DocumentAnswer.Of(DocumentStatusBody.Of(id, document, live), DocumentLinks.For(request, id)));
    }
}
