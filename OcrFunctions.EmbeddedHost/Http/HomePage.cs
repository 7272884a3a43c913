using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using OcrFunctions.EmbeddedHost.Configuration;

namespace OcrFunctions.EmbeddedHost.Http;

/// <summary>
/// What the host answers at <c>/</c> where no function does, whatever the method: a page of its own, or 204 where the setting says so. A function
/// whose route matches <c>/</c> goes first, with or without the setting.
/// https://github.com/Azure/azure-functions-host/blob/89dc438d476542786f2fc4070f553423213a6223/src/WebJobs.Script.WebHost/Middleware/HomepageMiddleware.cs#L37-L66
/// </summary>
internal static class HomePage
{
    private const string Page = "<!DOCTYPE html>\n<html>\n<head><title>Functions app</title></head>\n<body><p>The functions app is running.</p></body>\n</html>\n";

    /// <summary>Belongs behind routing.</summary>
    public static void Use(IApplicationBuilder app, IConfiguration settings) => app.Use((context, next) =>
    {
        if (context.Request.Path.Value != "/" || context.GetEndpoint() is RouteEndpoint)
            return next(context);
        if (bool.TrueString.Equals(settings[SettingKeys.DisableHomepage], StringComparison.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "text/html";
        return context.Response.WriteAsync(Page);
    });
}
