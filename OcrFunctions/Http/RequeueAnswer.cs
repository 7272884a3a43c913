using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Lifecycle;
using OcrFunctions.Pipeline.Results;

namespace OcrFunctions.Http;

/// <summary>Sends a document again and says what came of it.</summary>
internal static class RequeueAnswer
{
    public static async Task<IActionResult> OfAsync(HttpRequest request, DocumentRequeue requeue, string id, PageRanges? pages, IDocumentRuns runs)
    {
        (RequeueResult result, DocumentRow? document) = await requeue.RequeueAsync(id, pages, request.Headers[UploadDocument.PasswordHeader], runs, request.HttpContext.RequestAborted);
        if (document is null || result == RequeueResult.NotFound)
            return Answers.UnknownDocument(id);
        if (result == RequeueResult.NotFinished)
            return Answers.Problem(StatusCodes.Status409Conflict, HttpErrorCodes.DocumentNotFinished, $"The document is {document.Status}; it can be sent again when it is finished.");
        if (result == RequeueResult.NothingToDo)
            return Answers.Problem(StatusCodes.Status409Conflict, HttpErrorCodes.NothingToRequeue, "Every page of the document was read.");

        DocumentLinks links = DocumentLinks.For(request, id, document.Exports);
        request.HttpContext.Response.Headers["Operation-Location"] = links.Self;
        Answers.AskAgainLater(request.HttpContext.Response);
        return Answers.Json(DocumentAnswer.Of(DocumentStatusBody.Of(id, document), links), StatusCodes.Status202Accepted);
    }
}
