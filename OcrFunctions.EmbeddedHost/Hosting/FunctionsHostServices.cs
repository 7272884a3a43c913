using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OcrFunctions.EmbeddedHost.Configuration;
using OcrFunctions.EmbeddedHost.Functions;
using OcrFunctions.EmbeddedHost.Http;
using OcrFunctions.EmbeddedHost.Triggers;

namespace OcrFunctions.EmbeddedHost.Hosting;

/// <summary>Adds the host's own services to those of the app.</summary>
internal static class FunctionsHostServices
{
    /// <exception cref="InvalidOperationException">host.json, a setting or a function is wrong.</exception>
    public static void Add(
        IServiceCollection services, IConfiguration configuration, IConfiguration hostJson, AppStart start,
        IEnumerable<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware, bool usesWebApplication)
    {
        var settings = new AppSettings(configuration);
        HostSettings host = HostSettings.Read(hostJson);
        var discovery = new FunctionDiscovery(new TriggerReader(settings, host, usesWebApplication), settings);
        var catalogue = new FunctionCatalogue(discovery.Find(start.Options.FunctionTypes ?? start.Functions.GetExportedTypes()));

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton(host);
        services.AddSingleton(new HostIdentity(settings.HostId(start.Functions.GetName().Name!)));
        services.AddSingleton(catalogue);
        services.AddSingleton(start);
        services.AddSingleton(new FunctionPipeline(middleware));
        services.AddSingleton<FunctionInvoker>();
        services.AddSingleton<DurableFunctions>();
        services.AddSingleton<DurableModule>();
        services.AddSingleton<HostAddress>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<WakeUp>();
        services.AddSingleton<TriggerListeners>();
        services.AddSingleton<HttpFunctionEndpoints>();
        services.AddHostedService<FunctionsHostService>();
    }
}
