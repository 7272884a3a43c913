using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using OcrFunctions.Pipeline.Api;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.Exports;

namespace OcrFunctions.Http;

/// <summary>
/// <c>GET /page/{name}</c>: files that the start page loads: styles, modules, image, and <c>settings.json</c>, which is generated.
/// </summary>
public sealed class GetStartPageFile(IOptions<OcrOptions> options)
{
    private const string Settings = "settings.json";

    [Function(nameof(GetStartPageFile))]
    public IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.StartPageFile)] HttpRequest request,
        string name)
    {
        HttpResponse response = request.HttpContext.Response;
        if (name != Settings)
            return StartPageFiles.Serve(response, name);
        StartPageFiles.SetSecurityHeaders(response);
        HttpResults.SetNoStore(response);
        StartPageExport[] exports = [.. ExportFormats.All.Select(one => new StartPageExport(one.Name, one.Label, one.Suffix))];
        return HttpResults.Json(
            new StartPageSettings(Math.Min(ApiLimits.MaxBodyBytes, options.Value.MaxFileBytes), exports));
    }
}

/// <summary>The settings that the start page needs.</summary>
/// <param name="MaxUploadBytes">Maximum size of a file over HTTP, in bytes.</param>
/// <param name="Exports">Every format in which results may be available.</param>
public sealed record StartPageSettings(long MaxUploadBytes, IReadOnlyList<StartPageExport> Exports);

/// <param name="Name">Last part of its URL.</param>
/// <param name="Label">Text of its link.</param>
/// <param name="Extension">What follows the document's name in the name of the downloaded file, with its dot.</param>
public sealed record StartPageExport(string Name, string Label, string Extension);
