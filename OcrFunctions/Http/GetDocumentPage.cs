using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Review;

namespace OcrFunctions.Http;

/// <summary><c>GET /api/documents/{id}/pages/{n}</c>: one page with its words; 404 until it is finished.</summary>
public sealed class GetDocumentPage(DocumentStore documents, PageStore pages, CorrectedPageReader reader)
{
    [Function(nameof(GetDocumentPage))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = Routes.Page)] HttpRequest request, string id, int number)
    {
        CancellationToken stop = request.HttpContext.RequestAborted;
        if (await documents.FindAsync(id, stop) is not { } document || document.GetStatus() == DocumentStatus.Deleted)
            return HttpResults.UnknownDocument(id);
        return number >= 1 && await pages.FindAsync(id, number, stop) is { } row && row.IsFinal(document.Run)
            ? HttpResults.Json(await reader.ReadAsync(row, withWords: true, stop))
            : HttpResults.Problem(StatusCodes.Status404NotFound, EngineProtocol.EngineErrorCodes.PageNotFound,
                $"Page {number} does not exist or is not finished.");
    }
}
