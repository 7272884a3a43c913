using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OcrFunctions.EmbeddedHost.Functions;
using OcrFunctions.EmbeddedHost.Hosting;
using OcrFunctions.EmbeddedHost.Triggers;

namespace OcrFunctions.EmbeddedHost.Http;

/// <summary>Serves the app's HTTP functions. Keys are not asked for, as on a local host.</summary>
internal sealed class HttpFunctionEndpoints(FunctionCatalogue catalogue, FunctionInvoker invoker, Readiness readiness, WakeUp wakeUp)
{
    /// <summary>
    /// Of two routes that match, the real host takes that of the function whose name comes first, be the other the more literal one: it
    /// sorts functions by name and asks their routes in that order.
    /// https://github.com/Azure/azure-functions-host/blob/89dc438d476542786f2fc4070f553423213a6223/src/WebJobs.Script/Host/FunctionMetadataManager.cs#L192
    /// https://github.com/Azure/azure-functions-host/blob/89dc438d476542786f2fc4070f553423213a6223/src/WebJobs.Script.WebHost/WebScriptHostHttpRoutesManager.cs#L49-L71
    /// </summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        foreach ((int rank, (FunctionDescriptor function, HttpTrigger trigger)) in catalogue.WithTrigger<HttpTrigger>().OrderBy(one => one.Function.Name, StringComparer.OrdinalIgnoreCase).Index())
        {
            IEndpointConventionBuilder endpoint = routes.Map(trigger.Route, context => HandleAsync(function, context)).WithDisplayName(function.Name).WithOrder(rank);
            if (trigger.Methods.Count > 0)
                endpoint.WithMetadata(new HttpMethodMetadata(trigger.Methods));
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

    private async Task HandleAsync(FunctionDescriptor function, HttpContext context)
    {
        if (context.Request.ContentLength > HttpInvocation.MaxBodySize)
        {
            HttpInvocation.Fail(context);
            context.Response.Headers.Connection = "close";
            return;
        }

        HttpInvocation.LimitBody(context);
        try
        {
            // The port is taken before anything else starts, so the first requests may be early.
            await readiness.WaitAsync(context.RequestAborted);
            await invoker.InvokeAsync(function, HttpInvocation.Input(context), context.RequestAborted, call => HttpInvocation.AnswerAsync(context, call));
        }
        catch (Exception e)
        {
            // The invoker has logged what the function threw; the caller learns nothing of it.
            HttpInvocation.Fail(context, e);
        }

        // What changes something may have stored a blob or a message that a trigger here waits for.
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            wakeUp.Pulse();
    }
}
