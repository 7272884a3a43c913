using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Results;

namespace OcrFunctions.Http;

/// <summary><c>GET /api/documents/{id}/text</c>: the whole text as UTF-8, pages parted by form feeds.</summary>
public sealed class GetDocumentText(DocumentStore documents, TextExport texts)
{
    [Function(nameof(GetDocumentText))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Routes.Text)] HttpRequest request, string id)
    {
        CancellationToken stop = request.HttpContext.RequestAborted;
        if (await documents.FindAsync(id, stop) is not { } document || document.GetStatus() == DocumentStatus.Deleted)
            return Answers.UnknownDocument(id);
        if (!document.GetStatus().IsFinal())
        {
            Answers.AskAgainLater(request.HttpContext.Response);
            return Answers.Problem(StatusCodes.Status409Conflict, HttpErrorCodes.DocumentNotFinished, $"The document is {document.Status}; its text is written when it is finished.");
        }

        if (document.TextBlob is null)
            return Answers.Problem(StatusCodes.Status404NotFound, HttpErrorCodes.NoText, $"The document is {document.Status}: {document.GetError()?.Message ?? "no page was read."}");
        return new FileStreamResult(await texts.OpenAsync(document, stop), "text/plain; charset=utf-8") { EnableRangeProcessing = true };
    }
}
