using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using OcrFunctions.LocalHost.Configuration;
using OcrFunctions.LocalHost.Functions;
using OcrFunctions.LocalHost.Worker;

namespace OcrFunctions.LocalHost.Http;

/// <summary>Serves the app's HTTP functions.</summary>
internal sealed class HttpFunctionEndpoints(WorkerSupervisor workers, WorkerForwarder forwarder, HostSettings settings, Task ready,
    TimeProvider time)
{
    /// <summary>How long a request waits for a worker.</summary>
    private static readonly TimeSpan WorkerTimeout = TimeSpan.FromSeconds(5);

    private readonly long _maxBodySize = settings.MaxRequestBodySize;

    /// <summary>
    /// Of two matching routes, the real host takes that of the function whose name comes first, even if the other is more literal: it
    /// sorts functions by name and asks their routes in that order.
    /// https://github.com/Azure/azure-functions-host/blob/89dc438d476542786f2fc4070f553423213a6223/src/WebJobs.Script/Host/FunctionMetadataManager.cs#L192
    /// https://github.com/Azure/azure-functions-host/blob/89dc438d476542786f2fc4070f553423213a6223/src/WebJobs.Script.WebHost/WebScriptHostHttpRoutesManager.cs#L49-L71
    /// </summary>
    public void Map(IEndpointRouteBuilder routes, IEnumerable<FunctionDefinition> functions)
    {
        foreach ((int rank, FunctionDefinition function) in functions.OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .Index())
        {
            string pattern = settings.RoutePrefix.Length == 0 ? function.Route : $"{settings.RoutePrefix}/{function.Route}";
            IEndpointConventionBuilder endpoint =
                routes.Map(pattern, context => HandleAsync(function, context)).WithDisplayName(function.Name).WithOrder(rank);
            if (!"anonymous".Equals(function.Trigger.Text("authLevel"), StringComparison.OrdinalIgnoreCase))
                endpoint.WithMetadata(new FunctionKey.Required());
            if (function.Trigger.Texts("methods") is { Count: > 0 } methods)
                endpoint.WithMetadata(new HttpMethodMetadata(methods));
        }
    }

    /// <summary>
    /// Routing answers a known path with another method by 405 and an endpoint of its own; the real host knows only routes
    /// that match whole, and answers 404.
    /// </summary>
    public static Task NoMethodNotAllowed(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is null or RouteEndpoint)
            return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private async Task HandleAsync(FunctionDefinition function, HttpContext context)
    {
        if (context.Request.ContentLength > _maxBodySize)
        {
            // What the real host answers before the function starts.
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            context.Response.Headers.Connection = "close";
            return;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = _maxBodySize;
        // The port is opened before the triggers run, so the first requests may be early.
        long start = time.GetTimestamp();
        await Task.WhenAny(ready, Task.Delay(WorkerTimeout, time, context.RequestAborted));
        // A worker may end before the request reaches it, and another takes its place.
        while (ready.IsCompletedSuccessfully && WorkerTimeout - time.GetElapsedTime(start) is var remaining && remaining > TimeSpan.Zero
            && await workers.TryGetAsync(remaining, context.RequestAborted) is { HttpUri: not null } worker)
        {
            if (await forwarder.TryForwardAsync(context, function, worker))
                return;
        }

        WorkerForwarder.Fail(context, StatusCodes.Status503ServiceUnavailable);
    }
}
