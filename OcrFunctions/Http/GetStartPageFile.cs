using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using OcrFunctions.Pipeline;

namespace OcrFunctions.Http;

/// <summary><c>GET /page/{name}</c>: what the start page loads: style, modules, picture, and <c>settings.json</c>, which is made on the spot.</summary>
public sealed class GetStartPageFile(IOptions<OcrOptions> options)
{
    private const string Settings = "settings.json";

    [Function(nameof(GetStartPageFile))]
    public IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.StartPageFile)] HttpRequest request, string name)
    {
        HttpResponse response = request.HttpContext.Response;
        if (name != Settings)
            return StartPageFiles.Answer(response, name);
        StartPageFiles.Guard(response);
        Answers.NotToBeStored(response);
        return Answers.Json(new StartPageSettings(Math.Min(UploadLimit.MaxBytes, options.Value.MaxFileBytes), options.Value.ReviewBelow));
    }
}

/// <summary>What the start page has to know of the settings.</summary>
/// <param name="MaxUploadBytes">Most bytes of a file over HTTP.</param>
/// <param name="ReviewBelow">Words with a confidence below this are marked.</param>
public sealed record StartPageSettings(long MaxUploadBytes, double ReviewBelow);
