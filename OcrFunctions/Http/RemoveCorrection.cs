using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OcrFunctions.Durable;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Review;

namespace OcrFunctions.Http;

/// <summary><c>DELETE /api/documents/{id}/corrections/{key}</c>: reverts a correction.</summary>
public sealed class RemoveCorrection(DocumentStore documents, DocumentCorrections corrections)
{
    [Function(nameof(RemoveCorrection))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = Routes.Correction)] HttpRequest request,
        [DurableClient] DurableTaskClient client, string id, string key)
    {
        CancellationToken stop = request.HttpContext.RequestAborted;
        if (await documents.FindAsync(id, stop) is not { } document || document.GetStatus() == DocumentStatus.Deleted)
            return HttpResults.UnknownDocument(id);
        return await corrections.RemoveAsync(document, key, new DurableRuns(client), stop)
            ? new StatusCodeResult(StatusCodes.Status202Accepted)
            : HttpResults.Problem(StatusCodes.Status404NotFound, HttpErrorCodes.CorrectionNotFound, "No correction has this key.");
    }
}
