using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Pipeline.Results;
using OcrFunctions.Pipeline.Sources;

namespace OcrFunctions.Http;

/// <summary>
/// <c>GET /api/documents/{id}/pages/{n}/image?dpi=</c>: the page as a viewer shows it, as PNG; polygons match it when scaled by
/// the ratio of its size to the page's. A request with the image's current ETag is answered without rendering.
/// </summary>
public sealed class GetPageImage(DocumentStore documents, PageImageRenderer renderer)
{
    private const int MinDpi = 50, MaxDpi = 300, DefaultDpi = 150;

    [Function(nameof(GetPageImage))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = Routes.PageImage)] HttpRequest request, string id, int number)
    {
        CancellationToken stop = request.HttpContext.RequestAborted;
        if (!Query.TryNumber(request, "dpi", MinDpi, MaxDpi, DefaultDpi, out int dpi, out IActionResult? problem))
            return problem;
        if (await documents.FindAsync(id, stop) is not { } document || document.GetStatus() == DocumentStatus.Deleted)
            return HttpResults.UnknownDocument(id);
        // It has not been inspected yet, or it cannot be opened.
        if (document.Kind is null)
            return HttpResults.Problem(StatusCodes.Status404NotFound, EngineErrorCodes.PageNotFound,
                $"The document is {document.Status}; none of its pages can be shown.");
        var tag = new EntityTagHeaderValue($"\"{PageImageRenderer.ETagOf(document, number, dpi)}\"", isWeak: true);
        if (request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            request.HttpContext.Response.GetTypedHeaders().ETag = tag;
            return new StatusCodeResult(StatusCodes.Status304NotModified);
        }

        try
        {
            HttpResults.SetUntrustedContent(request.HttpContext.Response, "image/png");
            return new FileStreamResult(await renderer.RenderAsync(document, number, dpi, stop), "image/png") { EntityTag = tag };
        }
        catch (SourceLostException e)
        {
            return HttpResults.Problem(StatusCodes.Status404NotFound, e.Error.Code, e.Error.Message);
        }
        catch (EngineRefusedException e)
        {
            int status =
                e.Error.Code == EngineErrorCodes.PageNotFound ? StatusCodes.Status404NotFound : StatusCodes.Status422UnprocessableEntity;
            return HttpResults.Problem(status, e.Error.Code, e.Error.Message);
        }
        catch (EngineLostException e)
        {
            return HttpResults.Problem(StatusCodes.Status422UnprocessableEntity, e.Code,
                $"The page image could not be rendered: {e.Message}");
        }
    }
}
