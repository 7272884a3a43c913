using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace OcrFunctions.Http;

/// <summary><c>GET /api/openapi.json</c>: the description of this API, for tools.</summary>
public static class GetOpenApi
{
    private const string FileName = "openapi.json";

    [Function(nameof(GetOpenApi))]
    public static IActionResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.OpenApi)] HttpRequest request) =>
        new PhysicalFileResult(Path.Combine(AppContext.BaseDirectory, FileName), "application/json; charset=utf-8");
}
