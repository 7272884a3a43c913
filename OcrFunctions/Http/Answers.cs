using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using OcrFunctions.Pipeline;

namespace OcrFunctions.Http;

/// <summary>How answers are written: the same JSON on every host, and problems as RFC 9457 has them.</summary>
internal static class Answers
{
    /// <summary>Seconds after which to ask again about a document that runs.</summary>
    private const string PollSeconds = "1";

    public static IActionResult Json(object value, int status = StatusCodes.Status200OK) =>
        new JsonResult(value, PipelineJson.Options) { StatusCode = status, ContentType = "application/json; charset=utf-8" };

    /// <param name="status">HTTP status.</param>
    /// <param name="code">Stable code, see docs/errors.md.</param>
    /// <param name="detail">A sentence for the caller.</param>
    /// <param name="more">Further members of the problem.</param>
    public static IActionResult Problem(int status, string code, string detail, params ReadOnlySpan<(string Name, object Value)> more)
    {
        var problem = new ProblemDetails { Status = status, Title = code, Detail = detail, Extensions = { ["code"] = code } };
        foreach ((string name, object value) in more)
            problem.Extensions[name] = value;
        return new JsonResult(problem, PipelineJson.Options) { StatusCode = status, ContentType = "application/problem+json; charset=utf-8" };
    }

    public static IActionResult Problem(int status, OcrError error) => Problem(status, error.Code, error.Message);

    public static IActionResult UnknownDocument(string id) =>
        Problem(StatusCodes.Status404NotFound, HttpErrorCodes.DocumentNotFound, $"There is no document '{(id.Length > 100 ? id[..100] + "…" : id)}'.");

    /// <summary>What is true now is of no use later.</summary>
    public static void NotToBeStored(HttpResponse response) => response.Headers.CacheControl = "no-store";

    /// <summary>
    /// What a document says is served from where the start page is, hOCR even as HTML: nothing in it may run, and no browser may guess that it is
    /// something else. (A sandbox would keep browsers from showing a PDF.)
    /// </summary>
    public static void Untrusted(HttpResponse response, string mediaType)
    {
        response.Headers.XContentTypeOptions = "nosniff";
        if (mediaType != "application/pdf")
            response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";
    }

    public static void AskAgainLater(HttpResponse response) => response.Headers.RetryAfter = PollSeconds;
}
