using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.DurableTask.Client;
using OcrFunctions.EmbeddedHost.Durable.Client;
using OcrFunctions.EmbeddedHost.Durable.History;
using OcrFunctions.EmbeddedHost.Durable.Storage;

namespace OcrFunctions.EmbeddedHost.Durable.Http;

/// <summary>GET of one instance and of the list.</summary>
internal sealed class ReadingEndpoints(EmbeddedDurableTaskClient client)
{
    private const string ContinuationHeader = "x-ms-continuation-token";
    private const int DefaultTop = 100;

    public async Task<bool> GetAsync(HttpContext context, string id)
    {
        HttpRequest request = context.Request;
        if (await client.ReadAsync(id, context.RequestAborted) is not { } state)
            return false;
        IReadOnlyList<HistoryEvent>? history = null;
        if (request.Flag("showHistory") && state.Status != OrchestrationRuntimeStatus.Pending && await client.HistoryAsync(id, context.RequestAborted) is { } whole)
            (state, history) = whole;
        else
            state = await client.FetchAsync(state, context.RequestAborted);

        var shown = new InstanceJson(request.Flag("showInput", otherwise: true), request.Flag("showHistoryOutput"));
        if (!state.IsFinal)
        {
            context.Response.Headers.Location = request.GetEncodedUrl();
            context.Response.Headers.RetryAfter = "5";
        }

        int status = !state.IsFinal ? StatusCodes.Status202Accepted
            : state.Status == OrchestrationRuntimeStatus.Failed && request.Flag("returnInternalServerErrorOnFailure") ? StatusCodes.Status500InternalServerError
            : StatusCodes.Status200OK;
        return await ManagementAnswers.JsonAsync(context, status, json => shown.Write(json, state, history));
    }

    public async Task<bool> ListAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        bool showInput = request.Flag("showInput", otherwise: true);
        int top = request.Number("top") ?? DefaultTop;
        var query = new OrchestrationQuery(
            request.Time("createdTimeFrom"), request.Time("createdTimeTo"), request.Statuses(), null,
            request.Query["instanceIdPrefix"].ToString() is { Length: > 0 } prefix ? prefix : null,
            top, showInput, request.Headers[ContinuationHeader].ToString());
        (IReadOnlyList<InstanceState> states, string? next) = await client.ListAsync(query, showInput, context.RequestAborted);
        if (next is not null)
            context.Response.Headers[ContinuationHeader] = next;

        var shown = new InstanceJson(showInput, ShowOutput: false);
        return await ManagementAnswers.JsonAsync(context, StatusCodes.Status200OK, json =>
        {
            json.WriteStartArray();
            foreach (InstanceState state in states)
                shown.Write(json, state, null);
            json.WriteEndArray();
        });
    }
}
