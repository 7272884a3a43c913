using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Review;

namespace OcrFunctions.Http;

/// <summary><c>GET /api/documents/{id}/pages/{n}</c>: one page with its words; 404 until it has come to its end.</summary>
public sealed class GetDocumentPage(DocumentStore documents, PageStore pages, PageReader reader)
{
    [Function(nameof(GetDocumentPage))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Routes.Page)] HttpRequest request, string id, int number)
    {
        CancellationToken stop = request.HttpContext.RequestAborted;
        if (await documents.FindAsync(id, stop) is not { } document || document.GetStatus() == DocumentStatus.Deleted)
            return Answers.UnknownDocument(id);
        return number >= 1 && await pages.FindAsync(id, number, stop) is { } row && row.IsFinal(document.Run)
            ? Answers.Json(await reader.ReadAsync(row, withWords: true, stop))
            : Answers.Problem(StatusCodes.Status404NotFound, EngineProtocol.EngineErrorCodes.PageNotFound, $"Page {number} is not among the pages that have come to their end.");
    }
}
