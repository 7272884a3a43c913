using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.WebJobs.Host;
using OcrFunctions.EmbeddedHost.Functions;

namespace OcrFunctions.EmbeddedHost.Http;

/// <summary>The call of a function for a request, and its result as the answer.</summary>
internal static class HttpInvocation
{
    /// <summary>Key of the request among the items of the function's context, the same as in the real worker.</summary>
    public const string HttpContextItem = "HttpRequestContext";

    /// <summary>Bytes of a body at which the host itself stops, whatever the app allows.</summary>
    public const long MaxBodySize = 104_857_600;

    public static FunctionInput Input(HttpContext context) => new(context.Request, new RouteValueDictionary(context.Request.RouteValues))
    {
        Prepare = call =>
        {
            call.Items[HttpContextItem] = context;
            // What results ask the container for comes from the same scope as what the function was given.
            context.RequestServices = call.InstanceServices;
        },
    };

    /// <summary>A function that returns null has written its own answer, or none: 200 with nothing.</summary>
    public static Task AnswerAsync(HttpContext context, FunctionCall call) =>
        call.Result is IActionResult result
            ? result.ExecuteResultAsync(new ActionContext(context, context.GetRouteData(), new ActionDescriptor()))
            : Task.CompletedTask;

    /// <summary>Holds bodies without a declared length to the host's limit, where the app allows more or any length.</summary>
    public static void LimitBody(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit && limit.MaxRequestBodySize is null or > MaxBodySize)
            limit.MaxRequestBodySize = MaxBodySize;
    }

    /// <summary>A failure answers 500 with nothing; where the answer has begun, the connection is cut.</summary>
    public static void Fail(HttpContext context, Exception? reason = null)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        context.Response.ContentLength = 0;
        // A function that timed out may still hold this context, which the next request of the connection would be given.
        if (reason is FunctionTimeoutException)
            context.Response.Headers.Connection = "close";
    }
}
