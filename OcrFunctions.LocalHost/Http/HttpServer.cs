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
    private static readonly string[] LoopbackNames = ["localhost", "127.0.0.1", "[::1]"];

    private readonly WebApplication _app;

    private HttpServer(WebApplication app)
    {
        _app = app;
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Lifetime.ApplicationStopped.Register(stopped.SetResult);
        Stopped = stopped.Task;
    }

    /// <summary>Where this machine reaches it, with the actual port.</summary>
    public Uri Address
    {
        get
        {
            var listening = new Uri(_app.Urls.Single());
            return listening.Host is "0.0.0.0" or "[::]" ? new UriBuilder(listening) { Host = "127.0.0.1" }.Uri : listening;
        }
    }

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
            kestrel.Listen(options.Address, options.Port);
        });
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton(new CallTimeout(settings, workers, TimeProvider.System));
        builder.Services.AddSingleton(invoker);
        builder.Services.AddSingleton<WorkerForwarder>();
        builder.Services.AddRouting();
        // A page whose name is made to point to this machine (DNS rebinding) sends its own name as Host.
        IReadOnlyList<string> names = settings.AllowedHosts ?? (IPAddress.IsLoopback(options.Address) ? LoopbackNames : ["*"]);
        builder.Services.AddHostFiltering(filter => filter.AllowedHosts = [.. names]);
        builder.Services.AddHttpForwarder();
        WebApplication app = builder.Build();
        var key = new FunctionKey(settings.FunctionKey);
        app.Use((context, next) =>
        {
            foreach ((string name, string value) in options.ResponseHeaders)
                context.Response.Headers[name] = value;
            return next(context);
        });
        app.UseHostFiltering();
        app.Use((context, next) => CrossOriginRequests.RefuseAsync(context, next));
        app.UseRouting();
        app.Use((context, next) => key.CheckAsync(context, next));
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
                $"Port {options.Port} of {options.Address} is in use by another program or another instance of this app. Stop it or choose "
                    + "another port.", e);
        }

        return new HttpServer(app);
    }

    /// <summary>Checks where the host is to listen; asked before anything is started.</summary>
    /// <exception cref="InvalidOperationException">Other machines could call it without a key.</exception>
    public static void CheckAddress(LocalHostOptions options, HostSettings settings)
    {
        if (!IPAddress.IsLoopback(options.Address) && settings.FunctionKey is null)
            throw new InvalidOperationException($"Listening on {options.Address} lets other machines read and delete every document: set "
                + "LocalHost__FunctionKey to a key that requests must carry (header x-functions-key), or listen on 127.0.0.1.");
    }

    /// <summary>Accepts no more requests, and ends those in flight after a while.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        using var timeout = new CancellationTokenSource(grace);
        await _app.StopAsync(timeout.Token);
        await _app.DisposeAsync();
    }
}
