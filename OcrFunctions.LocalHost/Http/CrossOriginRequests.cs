using Microsoft.AspNetCore.Http;

namespace OcrFunctions.LocalHost.Http;

/// <summary>
/// Refuses requests that a page of another website makes a browser send here. Browsers send a POST of a form or of plain text without
/// asking first, so that any page could store documents or cancel them.
/// </summary>
internal static class CrossOriginRequests
{
    /// <summary>Answers 403 to a request that may change something and names another origin than the one that it was sent to.</summary>
    public static Task RefuseAsync(HttpContext context, RequestDelegate next)
    {
        HttpRequest request = context.Request;
        // Clients other than browsers send no origin; a browser sends "null" for pages without one.
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)
            || (string?)request.Headers.Origin is not { } origin || IsOwn(origin, request.Host))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <summary>The scheme is not compared: a proxy in front of the host may speak TLS.</summary>
    private static bool IsOwn(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri)
        && uri.Authority.Equals(Authority(uri, host), StringComparison.OrdinalIgnoreCase);

    /// <summary>The host of a request without the port that its scheme implies.</summary>
    private static string Authority(Uri origin, HostString host) =>
        Uri.TryCreate($"{origin.Scheme}://{host.Value}", UriKind.Absolute, out Uri? own) ? own.Authority : "";
}
