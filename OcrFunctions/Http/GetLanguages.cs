using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using OcrFunctions.Pipeline.Languages;
using OcrFunctions.Pipeline.Recognition;

namespace OcrFunctions.Http;

/// <summary><c>GET /api/languages</c>: what documents can be read in here; a model that is installed now shows a few seconds later.</summary>
public sealed class GetLanguages(InstalledLanguages languages)
{
    [Function(nameof(GetLanguages))]
    public async Task<IActionResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = Routes.Languages)] HttpRequest request)
    {
        try
        {
            return Answers.Json(await languages.ListAsync(request.HttpContext.RequestAborted));
        }
        catch (EngineRefusedException e)
        {
            return Answers.Problem(StatusCodes.Status503ServiceUnavailable, e.Error.Code, e.Error.Message);
        }
        catch (EngineLostException e)
        {
            return Answers.Problem(StatusCodes.Status503ServiceUnavailable, e.Code, "The engine does not start or does not answer.");
        }
    }
}
