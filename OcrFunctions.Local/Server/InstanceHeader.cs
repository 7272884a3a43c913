using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace OcrFunctions.Local.Server;

/// <summary>Puts the instance into every answer of the app.</summary>
internal sealed class InstanceHeader(string instance) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, inner) =>
        {
            context.Response.Headers[ServerRecord.Header] = instance;
            return inner(context);
        });
        next(app);
    };
}
