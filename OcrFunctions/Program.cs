using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OcrFunctions.Activities;
using OcrFunctions.Http;
using OcrFunctions.Pipeline;

namespace OcrFunctions;

public static class Program
{
    public static async Task Main(string[] args)
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = UploadLimit.MaxBytes);
        builder.Services.AddOcrPipeline(builder.Configuration);
        builder.Services.AddSingleton<ActivityBoundary>();
        await builder.Build().RunAsync();
    }
}
