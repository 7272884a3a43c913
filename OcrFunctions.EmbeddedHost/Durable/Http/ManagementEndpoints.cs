using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OcrFunctions.EmbeddedHost.Durable.Client;

namespace OcrFunctions.EmbeddedHost.Durable.Http;

/// <summary>
/// The HTTP API of the durable extension, below <c>/runtime/webhooks/durabletask</c>. One route takes everything there is,
/// because the real host answers 404 without a body to whatever it does not know, a wrong method included.
/// </summary>
internal static class ManagementEndpoints
{
    private const string Root = "/runtime/webhooks/durabletask";

    public static void Map(IEndpointRouteBuilder routes, EmbeddedDurableTaskClient client)
    {
        var reading = new ReadingEndpoints(client);
        var acting = new ActingEndpoints(client);
        routes.Map(Root + "/{**path}", async context =>
        {
            // The client checks no key, as the real host's local tools do not: code= may stand there or not.
            if (UnknownConnection(context, client) is { } connection)
                await ManagementAnswers.ErrorAsync(
                    context, StatusCodes.Status500InternalServerError, ManagementAnswers.WentWrong,
                    new InvalidOperationException($"Unable to resolve the Azure Storage connection named '{connection}'."));
            else if (!IsOurHub(context, client.TaskHub) || !await DispatchAsync(context, reading, acting))
                context.Response.StatusCode = StatusCodes.Status404NotFound;
        });
    }

    private static bool IsOurHub(HttpContext context, string hub) =>
        context.Request.Query["taskHub"].ToString() is var asked && (asked.Length == 0 || string.Equals(asked, hub, StringComparison.OrdinalIgnoreCase));

    /// <summary>The hub lies behind one connection, and URLs of the host call it Storage whatever its setting is called.</summary>
    private static string? UnknownConnection(HttpContext context, EmbeddedDurableTaskClient client) =>
        context.Request.Query["connection"].ToString() is { Length: > 0 } asked && !Is(asked, "Storage") && !Is(asked, client.Connection) ? asked : null;

    private static async Task<bool> DispatchAsync(HttpContext context, ReadingEndpoints reading, ActingEndpoints acting)
    {
        string method = context.Request.Method;
        string[] path = Segments(context.Request.Path);
        if (path is not [var first, ..])
            return false;
        if (Is(first, "orchestrators"))
            return HttpMethods.IsPost(method) && path is [_, var name, .. var rest] && rest.Length <= 1 && await acting.StartAsync(context, name, rest.FirstOrDefault());
        if (Is(first, "entities"))
            return await ManagementAnswers.NotSupportedAsync(context, "durable entities");
        if (!Is(first, "instances"))
            return false;
        return (method.ToUpperInvariant(), path) switch
        {
            ("GET", [_]) => await reading.ListAsync(context),
            ("GET", [_, var id]) => await reading.GetAsync(context, id),
            ("DELETE", [_]) => await acting.PurgeManyAsync(context),
            ("DELETE", [_, var id]) => await acting.PurgeAsync(context, id),
            ("POST", [_, var id, var verb, var name]) when Is(verb, "raiseEvent") => await acting.RaiseEventAsync(context, id, name),
            ("POST", [_, var id, var verb]) when Is(verb, "terminate") => await acting.TerminateAsync(context, id),
            ("POST", [_, var id, var verb]) when Is(verb, "suspend") => await acting.SuspendAsync(context, id),
            ("POST", [_, var id, var verb]) when Is(verb, "resume") => await acting.ResumeAsync(context, id),
            ("POST", [_, var id, var verb]) when Is(verb, "restart") => await acting.RestartAsync(context, id),
            ("POST", [_, _, var verb]) when Is(verb, "rewind") => await ManagementAnswers.NotSupportedAsync(context, "rewinding an orchestration"),
            _ => false,
        };
    }

    /// <summary>The path below the root, decoded; a slash at the end does not count. An id that holds a slash cannot be written, there or here.</summary>
    private static string[] Segments(PathString path) =>
        path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase, out PathString rest) ? (rest.Value ?? "").Trim('/').Split('/', StringSplitOptions.RemoveEmptyEntries) : [];

    private static bool Is(string segment, string word) => string.Equals(segment, word, StringComparison.OrdinalIgnoreCase);
}
