using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OcrFunctions.EmbeddedHost;
using OcrFunctions.EmbeddedHost.Configuration;
using OcrFunctions.EmbeddedHost.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _middleware = [];
    private readonly WebApplicationBuilder _web;
    private readonly AppStart _start;

    internal FunctionsApplicationBuilder(string[] args, AppStart start)
    {
        _start = start;
        _web = HostBuilding.Begin(args, start);
    }

    public IServiceCollection Services => _web.Services;

    public ConfigurationManager Configuration => _web.Configuration;

    public IHostEnvironment Environment => _web.Environment;

    public ILoggingBuilder Logging => _web.Logging;

    public IMetricsBuilder Metrics => _web.Metrics;

    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)_web).Properties;

    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    internal bool UsesWebApplication { get; set; }

    public void ConfigureContainer<TContainerBuilder>(IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull => ((IHostApplicationBuilder)_web).ConfigureContainer(factory, configure);

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        _middleware.Add(middleware);
        return this;
    }

    /// <exception cref="InvalidOperationException">host.json, a setting or a function is wrong; the message names it.</exception>
    public IHost Build()
    {
        if (UsesWebApplication)
            Services.AddMvcCore();
        _start.Options.Configure?.Invoke(this);
        IConfigurationRoot hostJson = HostJson.Read(Environment.ContentRootPath, Configuration);
        FunctionsHostServices.Add(Services, Configuration, hostJson, _start, _middleware, UsesWebApplication);
        WebApplication app = HostBuilding.End(_web, hostJson);
        _start.Built(app);
        return app;
    }
}
