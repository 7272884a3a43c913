using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OcrFunctions.EmbeddedHost.Configuration;
using OcrFunctions.EmbeddedHost.Http;
using OcrFunctions.EmbeddedHost.Logging;

namespace OcrFunctions.EmbeddedHost.Hosting;

/// <summary>What stands around the app's own part of the builder: before it configuration and logging, after it the web application.</summary>
internal static class HostBuilding
{
    /// <summary>Time that requests, calls and activities in flight are given when the host stops.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static WebApplicationBuilder Begin(string[] args, AppStart start)
    {
        string folder = Path.GetFullPath(start.Options.ContentRoot);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = start.Functions.GetName().Name,
            ContentRootPath = folder,
            EnvironmentName = Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? Environments.Development,
        });
        builder.Configuration
            .AddJsonFile("appsettings.json", optional: true, reloadOnChange: false)
            .AddInMemoryCollection(LocalSettings.Read(folder))
            .AddEnvironmentVariables()
            .AddCommandLine(args)
            .AddInMemoryCollection(start.Options.Settings.Select(s => KeyValuePair.Create(SettingKeys.Normalise(s.Key), s.Value)));
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRouting();
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Listen(IPAddress.Loopback, start.Options.Port));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Patience);
        builder.Services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        builder.Host.UseDefaultServiceProvider(provider => provider.ValidateScopes = provider.ValidateOnBuild = builder.Environment.IsDevelopment());
        HostLogging.Configure(builder.Logging, builder.Configuration, HostJson.Read(folder, builder.Configuration));
        return builder;
    }

    public static WebApplication End(WebApplicationBuilder builder, IConfiguration hostJson)
    {
        WebApplication app = builder.Build();
        app.UseRouting();
        HomePage.Use(app, app.Configuration);
        app.Use((context, next) => HttpFunctionEndpoints.NoMethodNotAllowed(context, next));
        HostEndpoints.Map(app);
        app.Services.GetRequiredService<HttpFunctionEndpoints>().Map(app);
        app.Services.GetRequiredService<DurableModule>().Runtime?.MapManagementEndpoints(app);
        if (HostJsonKeys.Unused(hostJson) is { Count: > 0 } unused)
            app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(HostLogging.Category).UnusedEntries(string.Join(", ", unused));
        return app;
    }
}
