using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using OcrFunctions.EmbeddedHost.Durable.Http;

namespace OcrFunctions.EmbeddedHost.Http;

/// <summary>The few pages of the host itself.</summary>
internal static class HostEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
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
