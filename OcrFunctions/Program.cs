using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OcrFunctions.Activities;
using OcrFunctions.Hosting;
using OcrFunctions.Http;
using OcrFunctions.Pipeline;
using OcrFunctions.Pipeline.Api;
using OcrFunctions.StorageConnections;

namespace OcrFunctions;

public static class Program
{
    public static async Task<int> Main(string[] args)
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
        try
        {
            await builder.Build().RunAsync();
            return 0;
        }
        catch (Exception e) when (e is OptionsValidationException or StorageConnectionException)
        {
            // Settings: the message says what to set, and a stack trace would hide it.
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
