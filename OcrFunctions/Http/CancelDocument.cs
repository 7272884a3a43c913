using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Results;

namespace OcrFunctions.Http;

/// <summary>
/// <c>POST /api/documents/{id}/cancel</c>: no page starts after it, running ones stop within two seconds, what was read stays. 202 while the
/// document comes to its end; asked twice, the same.
/// </summary>
public sealed class CancelDocument(DocumentStore documents, DocumentWatches watches, TimeProvider time)
{
    [Function(nameof(CancelDocument))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Routes.Cancel)] HttpRequest request, string id)
    {
        if (await documents.RequestCancelAsync(id, time.GetUtcNow(), request.HttpContext.RequestAborted) is not { } document || document.GetStatus() == DocumentStatus.Deleted)
            return Answers.UnknownDocument(id);
        if (document.GetStatus().IsFinal() && document.GetStatus() != DocumentStatus.Canceled)
            return Answers.Problem(StatusCodes.Status409Conflict, HttpErrorCodes.DocumentFinished, $"The document is {document.Status} already.");

        watches.Wake(document.GetRun());
        int status = document.GetStatus().IsFinal() ? StatusCodes.Status200OK : StatusCodes.Status202Accepted;
        if (status == StatusCodes.Status202Accepted)
            Answers.AskAgainLater(request.HttpContext.Response);
        return Answers.Json(DocumentAnswer.Of(DocumentStatusBody.Of(id, document), DocumentLinks.For(request, id, document.Exports)), status);
    }
}
