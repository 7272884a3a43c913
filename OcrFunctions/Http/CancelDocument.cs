using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using OcrFunctions.Pipeline.Cancellation;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Http;

/// <summary>
/// <c>POST /api/documents/{id}/cancel</c>: no page starts after it, running ones stop within two seconds, pages that were read are kept.
/// 202 while the document finishes; idempotent.
/// </summary>
public sealed class CancelDocument(DocumentStore documents, CancellationMonitors monitors, DocumentResponses responses, TimeProvider time)
{
    [Function(nameof(CancelDocument))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Routes.Cancel)] HttpRequest request, string id)
    {
        if (await documents.RequestCancelAsync(id, time.GetUtcNow(), request.HttpContext.RequestAborted) is not { } document
            || document.GetStatus() == DocumentStatus.Deleted)
            return HttpResults.UnknownDocument(id);
        if (document.GetStatus().IsFinal() && document.GetStatus() != DocumentStatus.Canceled)
            return HttpResults.Problem(StatusCodes.Status409Conflict, HttpErrorCodes.DocumentFinished,
                $"The document is already {document.Status}.");

        monitors.CheckNow(document.GetRun());
        int status = document.GetStatus().IsFinal() ? StatusCodes.Status200OK : StatusCodes.Status202Accepted;
        if (status == StatusCodes.Status202Accepted)
            HttpResults.SetRetryAfter(request.HttpContext.Response);
        return HttpResults.Json(responses.Of(request, id, document), status);
    }
}
