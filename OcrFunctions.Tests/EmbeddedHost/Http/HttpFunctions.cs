using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using OcrFunctions.Tests.EmbeddedHost.Hosting;

namespace OcrFunctions.Tests.EmbeddedHost.Http;

internal sealed record Page(int PageNumber, string FileName);

internal sealed class RootFunction
{
    [Function(nameof(RootFunction))]
    public IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{nothing:maxlength(0)?}")] HttpRequest request) => new OkObjectResult("root");
}

internal sealed class OverlappingFunctions
{
    [Function("ListThings")]
    public IActionResult List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/list")] HttpRequest request) => new OkObjectResult("all");

    [Function("Details")]
    public IActionResult Details([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id}")] HttpRequest request, string id) => new OkObjectResult($"details of {id}");

    [Function("OtherDetails")]
    public IActionResult OtherDetails([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "others/{id}")] HttpRequest request, string id) => new OkObjectResult($"details of {id}");

    [Function("listOthers")]
    public IActionResult ListOthers([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "others/list")] HttpRequest request) => new OkObjectResult("all");
}

internal sealed class HttpFunctions(Seen seen)
{
    [Function("Plain")]
    public IActionResult Plain([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post")] HttpRequest request) => new OkObjectResult(request.Method);

    [Function("AnyMethod")]
    public IActionResult AnyMethod([HttpTrigger(AuthorizationLevel.Function, Route = "any")] HttpRequest request) => new OkObjectResult(request.Method);

    [Function("Optional")]
    public IActionResult Optional([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "optional/{who?}")] HttpRequest request, string? who) => new OkObjectResult(who ?? "nobody");

    [Function("Whole")]
    public IActionResult Whole([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "whole/{n:int}")] HttpRequest request, int n) => new OkObjectResult($"{n:D3}");

    [Function("Unchecked")]
    public IActionResult Unchecked([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "unchecked/{n}")] HttpRequest request, int n) => new OkObjectResult($"{n:D3}");

    [Function("Default")]
    public IActionResult Default([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "default/{n=7}")] HttpRequest request, int n) => new OkObjectResult($"{n:D3}");

    [Function("Rest")]
    public IActionResult Rest([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "rest/{*rest}")] HttpRequest request, string? rest) => new OkObjectResult(rest ?? "nothing");

    [Function("SameGet")]
    public IActionResult SameGet([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "same")] HttpRequest request) => new OkObjectResult(nameof(SameGet));

    [Function("SamePost")]
    public IActionResult SamePost([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "same")] HttpRequest request) => new OkObjectResult(nameof(SamePost));

    [Function("Waits")]
    public async Task<IActionResult> Waits([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "waits")] HttpRequest request, CancellationToken stop)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
        }
        catch (OperationCanceledException)
        {
            seen.Note("cancelled");
        }

        return new OkResult();
    }

    [Function("Fails")]
    public IActionResult Fails([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "fails")] HttpRequest request)
    {
        request.HttpContext.Response.Headers["x-half"] = "written";
        throw new OperationCanceledException("a secret of the function");
    }

    [Function("FailsLate")]
    public async Task<IActionResult> FailsLate([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "fails/late")] HttpRequest request)
    {
        await request.HttpContext.Response.WriteAsync("half a body");
        await request.HttpContext.Response.Body.FlushAsync();
        throw new InvalidOperationException("too late");
    }

    [Function("Results")]
    public IActionResult Results([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "results/{kind}")] HttpRequest request, string kind) => kind switch
    {
        "object" => new OkObjectResult(new Page(1, "é <b>")),
        "text" => new OkObjectResult("plain é"),
        "null" => new OkObjectResult(null),
        "accepted" => new AcceptedResult("http://example.org/status", new Page(1, "a")),
        "missing" => new NotFoundResult(),
        "problem" => new ObjectResult(new ProblemDetails { Status = 422, Title = "Bad page", Extensions = { ["code"] = 7 } }),
        "json" => new JsonResult(new Page(1, "a")),
        "file" => new FileContentResult([1, 2, 3, 4], "application/pdf") { EnableRangeProcessing = true },
        "redirect" => new RedirectResult("/api/plain"),
        _ => null!,
    };

    [Function("Body")]
    public async Task<IActionResult> Body([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "body")] HttpRequest request)
    {
        long? limit = request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize;
        var copy = new MemoryStream();
        await request.Body.CopyToAsync(copy);
        return new OkObjectResult(new { copy.Length, limit });
    }
}
