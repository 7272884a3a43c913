using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace OcrFunctions.Http;

/// <summary>
/// <c>GET /api/health/live</c>: the process is running. It checks nothing else, so that storage problems cause no restarts.
/// </summary>
public static class GetLiveness
{
    [Function(nameof(GetLiveness))]
    public static IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Live)] HttpRequest request)
    {
        HttpResults.SetNoStore(request.HttpContext.Response);
        return HttpResults.Json(new LivenessResponse("Healthy"));
    }
}

/// <param name="Status">Always <c>Healthy</c>: a process that answers is.</param>
public sealed record LivenessResponse(string Status);
