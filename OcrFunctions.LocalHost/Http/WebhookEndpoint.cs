using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;
using OcrFunctions.LocalHost.WebJobs;

namespace OcrFunctions.LocalHost.Http;

/// <summary>Serves <c>/runtime/webhooks/EXTENSION/…</c>: the extension answers, as for the Durable management API.</summary>
internal sealed class WebhookEndpoint(Func<WebhookProvider?> webhooks)
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes.Map("/runtime/webhooks/{extension}/{**rest}", HandleAsync).WithMetadata(new FunctionKey.Required());

    private async Task HandleAsync(HttpContext context)
    {
        if (webhooks()?.Find((string)context.Request.RouteValues["extension"]!) is not { } extension)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using HttpRequestMessage request = Read(context.Request);
        using HttpResponseMessage response = await extension.ConvertAsync(request, context.RequestAborted);
        await WriteAsync(response, context.Response, context.RequestAborted);
    }

    private static HttpRequestMessage Read(HttpRequest from)
    {
        var request = new HttpRequestMessage(new HttpMethod(from.Method), from.GetEncodedUrl()) { Content = new StreamContent(from.Body) };
        foreach ((string name, var values) in from.Headers)
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                request.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        return request;
    }

    private static async Task WriteAsync(HttpResponseMessage from, HttpResponse to, CancellationToken cancellationToken)
    {
        to.StatusCode = (int)from.StatusCode;
        // The length is among the headers only when it has been asked for.
        if (!HttpMethods.IsHead(to.HttpContext.Request.Method))
            _ = from.Content.Headers.ContentLength;
        foreach ((string name, IEnumerable<string> values) in from.Headers.Concat(from.Content.Headers))
            to.Headers.Append(name, values.Where(value => value.Length > 0).ToArray());
        await from.Content.CopyToAsync(to.Body, cancellationToken);
    }
}
