using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OcrFunctions.LocalHost.Configuration;
using OcrFunctions.LocalHost.Functions;
using OcrFunctions.LocalHost.WebJobs;
using OcrFunctions.LocalHost.Worker;

namespace OcrFunctions.LocalHost.Http;

/// <summary>Listens for clients.</summary>
internal sealed class HttpServer
{
    private readonly WebApplication _app;

    private HttpServer(WebApplication app)
    {
        _app = app;
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Lifetime.ApplicationStopped.Register(stopped.SetResult);
        Stopped = stopped.Task;
    }

    public Uri Address => new(_app.Urls.Single());

    public Task Stopped { get; }

    /// <exception cref="InvalidOperationException">The port is taken, or two functions have the same route.</exception>
    public static async Task<HttpServer> StartAsync(
        LocalHostOptions options, HostSettings settings, WorkerSupervisor workers, FunctionInvoker invoker,
        IEnumerable<FunctionDefinition> functions, Func<WebhookProvider?> webhooks,
        Task ready, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = true;
            kestrel.Limits.MaxRequestBodySize = settings.MaxRequestBodySize;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton(new CallTimeout(settings, workers, TimeProvider.System));
        builder.Services.AddSingleton(invoker);
        builder.Services.AddSingleton<WorkerForwarder>();
        builder.Services.AddRouting();
        builder.Services.AddHttpForwarder();
        WebApplication app = builder.Build();
        app.Use((context, next) =>
        {
            foreach ((string name, string value) in options.ResponseHeaders)
                context.Response.Headers[name] = value;
            return next(context);
        });
        app.UseRouting();
        app.Use((context, next) => HttpFunctionEndpoints.NoMethodNotAllowed(context, next));
        new HttpFunctionEndpoints(workers, app.Services.GetRequiredService<WorkerForwarder>(), settings, ready, TimeProvider.System).Map(
            app, functions.Where(function => options.HttpRoutes?.Contains(function.Route) != false));
        if (options.HttpRoutes is null)
            new WebhookEndpoint(webhooks).Map(app);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await app.DisposeAsync();
            throw new InvalidOperationException(
                $"Port {options.Port} of 127.0.0.1 is in use by another program or another instance of this app. Stop it or choose "
                    + "another port.", e);
        }

        return new HttpServer(app);
    }

    /// <summary>Accepts no more requests, and ends those in flight after a while.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        using var timeout = new CancellationTokenSource(grace);
        await _app.StopAsync(timeout.Token);
        await _app.DisposeAsync();
    }
}
