using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Pipeline.Languages;

namespace OcrFunctions.Http;

/// <summary><c>GET /api/languages</c>: the languages available here; a newly installed model shows up a few seconds later.</summary>
public sealed class GetLanguages(InstalledLanguages languages)
{
    [Function(nameof(GetLanguages))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = Routes.Languages)] HttpRequest request)
    {
        try
        {
            return HttpResults.Json(await languages.ListAsync(request.HttpContext.RequestAborted));
        }
        catch (EngineRefusedException e)
        {
            return HttpResults.Problem(StatusCodes.Status503ServiceUnavailable, e.Error.Code, e.Error.Message);
        }
        catch (EngineLostException e)
        {
            return HttpResults.Problem(StatusCodes.Status503ServiceUnavailable, e.Code, "The engine does not start or does not respond.");
        }
    }
}
