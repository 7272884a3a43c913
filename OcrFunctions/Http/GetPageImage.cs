using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Recognition;
using OcrFunctions.Pipeline.Results;

namespace OcrFunctions.Http;

/// <summary>
/// <c>GET /api/documents/{id}/pages/{n}/image?dpi=</c>: the page as a viewer shows it, as PNG; polygons overlay it once they are scaled by
/// its size over the page's. A caller that names the picture's ETag again is answered without one being drawn.
/// </summary>
public sealed class GetPageImage(DocumentStore documents, PagePictures pictures)
{
    private const int LeastDpi = 50, MostDpi = 300, UsualDpi = 150;

    [Function(nameof(GetPageImage))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Routes.PageImage)] HttpRequest request, string id, int number)
    {
        CancellationToken stop = request.HttpContext.RequestAborted;
        if (!Query.TryNumber(request, "dpi", LeastDpi, MostDpi, UsualDpi, out int dpi, out IActionResult? problem))
            return problem;
        if (await documents.FindAsync(id, stop) is not { } document || document.GetStatus() == DocumentStatus.Deleted)
            return Answers.UnknownDocument(id);
        // Nobody knows yet what it is, or it cannot be opened.
        if (document.Kind is null)
            return Answers.Problem(StatusCodes.Status404NotFound, EngineErrorCodes.PageNotFound, $"The document is {document.Status}; none of its pages can be shown.");
        var tag = new EntityTagHeaderValue($"\"{PagePictures.TagOf(document, number, dpi)}\"", isWeak: true);
        if (request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            request.HttpContext.Response.GetTypedHeaders().ETag = tag;
            return new StatusCodeResult(StatusCodes.Status304NotModified);
        }

        try
        {
            Answers.Untrusted(request.HttpContext.Response, "image/png");
            return new FileStreamResult(await pictures.DrawAsync(document, number, dpi, stop), "image/png") { EntityTag = tag };
        }
        catch (SourceLostException e)
        {
            return Answers.Problem(StatusCodes.Status404NotFound, e.Error.Code, e.Error.Message);
        }
        catch (EngineRefusedException e)
        {
            int status = e.Error.Code == EngineErrorCodes.PageNotFound ? StatusCodes.Status404NotFound : StatusCodes.Status422UnprocessableEntity;
            return Answers.Problem(status, e.Error.Code, e.Error.Message);
        }
        catch (EngineLostException e)
        {
            return Answers.Problem(StatusCodes.Status422UnprocessableEntity, e.Code, $"The page's picture could not be drawn: {e.Message}");
        }
    }
}
