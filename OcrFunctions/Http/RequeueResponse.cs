using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Api;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Lifecycle;
using OcrFunctions.Pipeline.Secrets;

namespace OcrFunctions.Http;

/// <summary>Requeues a document and reports the outcome.</summary>
internal static class RequeueResponse
{
    public static async Task<IActionResult> OfAsync(
        HttpRequest request, DocumentResponses responses, DocumentRequeue requeue, string id, PageRanges? pages, IDocumentRuns runs)
    {
        var password = Secret.Of(request.Headers[ApiHeaders.Password]);
        RequeueResult result;
        DocumentRow? document;
        try
        {
            (result, document) = await requeue.RequeueAsync(id, pages, password, runs, request.HttpContext.RequestAborted);
        }
        catch (NoSecretKeyException e)
        {
            return HttpResults.Problem(StatusCodes.Status503ServiceUnavailable, HttpErrorCodes.NoSecretKey, e.Message);
        }

        if (document is null || result == RequeueResult.NotFound)
            return HttpResults.UnknownDocument(id);
        if (result == RequeueResult.NotFinished)
            return HttpResults.Problem(StatusCodes.Status409Conflict, HttpErrorCodes.DocumentNotFinished,
                $"The document is {document.Status}; it can be requeued when it is finished.");
        if (result == RequeueResult.NothingToDo)
            return HttpResults.Problem(StatusCodes.Status409Conflict, HttpErrorCodes.NothingToRequeue,
                "Every page of the document was read.");

        request.HttpContext.Response.Headers["Operation-Location"] = responses.Self(request, id);
        HttpResults.SetRetryAfter(request.HttpContext.Response);
        return HttpResults.Json(responses.Of(request, id, document), StatusCodes.Status202Accepted);
    }
}
