using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OcrFunctions.EmbeddedHost.Durable.Http;

namespace OcrFunctions.EmbeddedHost.Http;

/// <summary>The few pages of the host itself.</summary>
internal static class HostEndpoints
{
    private const string StartPage = "<!DOCTYPE html>\n<html>\n<head><title>Functions app</title></head>\n<body><p>The functions app is running.</p></body>\n</html>\n";

    public static void Map(IEndpointRouteBuilder routes)
    {
        // Behind everything else, so that an app without a route prefix can have the root to itself.
        routes.MapGet("/", context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync(StartPage);
        }).WithOrder(int.MaxValue);
        routes.Map("/admin/host/ping", context =>
        {
            context.Response.Headers.CacheControl = "no-store,no-cache";
            context.Response.Headers.Pragma = "no-cache";
            return Task.CompletedTask;
        });
        foreach (string page in new[] { "/admin/host/status", "/admin/functions" })
            routes.MapGet(page, async context => { await ManagementAnswers.NotSupportedAsync(context, $"the page {page}"); }).WithOrder(int.MaxValue);
    }
}
