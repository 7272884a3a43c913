using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using OcrFunctions.Pipeline.Health;

namespace OcrFunctions.Http;

/// <summary><c>GET /api/health/ready</c>: whether documents can be read now, with each check; 503 if they cannot.</summary>
public sealed class GetReadiness(Readiness readiness)
{
    [Function(nameof(GetReadiness))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Ready)] HttpRequest request)
    {
        HttpResults.SetNoStore(request.HttpContext.Response);
        ReadinessReport report = await readiness.GetReportAsync(request.HttpContext.RequestAborted);
        if (report.IsReady)
            return HttpResults.Json(report);
        var failed = report.Checks.Where(check => check.Status == Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy);
        HttpResults.SetRetryAfter(request.HttpContext.Response);
        return HttpResults.Problem(
            StatusCodes.Status503ServiceUnavailable, HttpErrorCodes.NotReady,
            string.Join(' ', failed.Select(check => $"{check.Name}: {check.Detail}")),
            ("checkedAt", report.CheckedAt), ("checks", report.Checks));
    }
}
