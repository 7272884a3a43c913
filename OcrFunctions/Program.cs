using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OcrFunctions.Activities;
using OcrFunctions.Hosting;
using OcrFunctions.Http;
using OcrFunctions.Pipeline;
using OcrFunctions.Pipeline.Api;

namespace OcrFunctions;

public static class Program
{
    public static async Task Main(string[] args)
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
        builder.Services.AddParentProcessMonitor();
        builder.ConfigureFunctionsWebApplication();
        builder.AddTelemetry();
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = ApiLimits.MaxBodyBytes);
        builder.Services.AddOcrPipeline(builder.Configuration);
        builder.Services.AddSingleton<ActivityBoundary>();
        builder.Services.AddSingleton<ApiAddress>();
        builder.Services.AddSingleton<DocumentResponses>();
        builder.Services.AddSingleton<UploadDetailsReader>();
        await builder.Build().RunAsync();
    }
}
