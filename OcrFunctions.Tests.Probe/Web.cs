using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace OcrFunctions.Tests.Probe;

/// <summary>HTTP functions for tests of routes, limits and cancellation.</summary>
public static class Web
{
    /// <summary>Answers with the id of the worker process.</summary>
    [Function(nameof(Ping))]
    public static IActionResult Ping([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ping")] HttpRequest request) =>
        new OkObjectResult(Environment.ProcessId);

    /// <summary>Matches what <see cref="Second"/> matches, too, and its name comes first.</summary>
    [Function(nameof(First))]
    public static IActionResult First([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "names/{name}")] HttpRequest request,
        string name) => new OkObjectResult($"first {name}");

    [Function(nameof(Second))]
    public static IActionResult Second([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "names/literal")] HttpRequest request) =>
        new OkObjectResult("second");

    /// <summary>Answers with a setting.</summary>
    [Function(nameof(Configured))]
    public static IActionResult Configured([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "configured")] HttpRequest request) =>
        new OkObjectResult(Environment.GetEnvironmentVariable("PROBE_VALUE"));

    /// <summary>Its route has the name of a setting between percent signs.</summary>
    [Function(nameof(Percent))]
    public static IActionResult Percent([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "%PROBE_VALUE%")] HttpRequest request) =>
        new OkObjectResult("percent");

    [Function(nameof(Take))]
    public static async Task<IActionResult> Take([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "take")] HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return new OkObjectResult(body.Length);
    }

    /// <summary>Takes a minute, unless it is canceled and observes the token.</summary>
    [Function(nameof(Linger))]
    public static async Task<IActionResult> Linger([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "linger")] HttpRequest request,
        CancellationToken stop)
    {
        Journal.Note("linger");
        try
        {
            await Task.Delay(TimeSpan.FromMinutes(1), request.Query.ContainsKey("stubborn") ? CancellationToken.None : stop);
        }
        catch (OperationCanceledException)
        {
            Journal.Note("linger canceled");
        }

        return new OkResult();
    }
}
