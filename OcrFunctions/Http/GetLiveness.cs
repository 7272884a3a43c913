using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace OcrFunctions.Http;

/// <summary><c>GET /api/health/live</c>: the process is up. It looks at nothing, so that trouble with storage gets nobody restarted.</summary>
public static class GetLiveness
{
    [Function(nameof(GetLiveness))]
    public static IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Live)] HttpRequest request)
    {
        Answers.NotToBeStored(request.HttpContext.Response);
        return Answers.Json(new LivenessAnswer("Healthy"));
    }
}

/// <param name="Status"><c>Healthy</c>: whoever can say so is.</param>
public sealed record LivenessAnswer(string Status);
