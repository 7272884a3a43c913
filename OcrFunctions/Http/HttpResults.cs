using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Infrastructure;

namespace OcrFunctions.Http;

/// <summary>How responses are written: the same JSON on every host, and problems as in RFC 9457.</summary>
internal static class HttpResults
{
    /// <summary>Seconds after which to poll a running document again.</summary>
    private const string PollSeconds = "1";

    public static IActionResult Json(object value, int status = StatusCodes.Status200OK) =>
        new JsonResult(value, PipelineJson.Options) { StatusCode = status, ContentType = "application/json; charset=utf-8" };

    /// <param name="status">HTTP status.</param>
    /// <param name="code">Stable code, see docs/errors.md.</param>
    /// <param name="detail">A sentence for the caller.</param>
    /// <param name="more">Additional members of the problem.</param>
    public static IActionResult Problem(int status, string code, string detail, params ReadOnlySpan<(string Name, object Value)> more)
    {
        var problem = new ProblemDetails { Status = status, Title = code, Detail = detail, Extensions = { ["code"] = code } };
        foreach ((string name, object value) in more)
            problem.Extensions[name] = value;
        return new JsonResult(problem, PipelineJson.Options)
        {
            StatusCode = status,
            ContentType = "application/problem+json; charset=utf-8"
        };
    }

    public static IActionResult Problem(int status, OcrError error) => Problem(status, error.Code, error.Message);

    public static IActionResult UnknownDocument(string id) =>
        Problem(StatusCodes.Status404NotFound, HttpErrorCodes.DocumentNotFound,
            $"No document has the id '{(id.Length > 100 ? id[..100] + "…" : id)}'.");

    /// <summary>The current state must not be cached.</summary>
    public static void SetNoStore(HttpResponse response) => response.Headers.CacheControl = "no-store";

    /// <summary>
    /// Document content is served from the start page's origin, hOCR even as HTML: nothing in it may run, and no browser may guess that it
    /// is something else. (A sandbox would keep browsers from showing a PDF.)
    /// </summary>
    public static void SetUntrustedContent(HttpResponse response, string mediaType)
    {
        response.Headers.XContentTypeOptions = "nosniff";
        if (mediaType != "application/pdf")
            response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";
    }

    /// <summary>What a browser calls the content if its user saves it; it is still shown where the browser can.</summary>
    public static void SetFileName(HttpResponse response, string name)
    {
        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName(name);
        response.Headers.ContentDisposition = disposition.ToString();
    }

    public static void SetRetryAfter(HttpResponse response) => response.Headers.RetryAfter = PollSeconds;
}
