using System.Text.Json;
using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using OcrFunctions.EmbeddedHost.Durable.Client;
using OcrFunctions.EmbeddedHost.Durable.Storage;

namespace OcrFunctions.EmbeddedHost.Durable.Http;

/// <summary>POST and DELETE: start, raise an event, terminate, suspend, resume, purge.</summary>
internal sealed class ActingEndpoints(EmbeddedDurableTaskClient client)
{
    public async Task<bool> StartAsync(HttpContext context, string name, string? id)
    {
        string body = await new StreamReader(context.Request.Body).ReadToEndAsync(context.RequestAborted);
        string? input = body.Length == 0 ? null : body;
        string started;
        try
        {
            started = await client.StartAsync(name, input, new StartOrchestrationOptions(id), context.RequestAborted);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            InstanceState? there = await client.ReadAsync(id!, context.RequestAborted);
            return await ManagementAnswers.MessageAsync(context, StatusCodes.Status409Conflict, $"An Orchestration instance with the status {there?.Status} already exists.");
        }

        return await StartedAsync(context, started);
    }

    /// <summary>Runs a finished instance again with its input: under a new id, unless the query says otherwise.</summary>
    public async Task<bool> RestartAsync(HttpContext context, string id)
    {
        if (await client.ReadAsync(id, context.RequestAborted) is not { } state)
            return false;
        state = await client.FetchAsync(state, context.RequestAborted);
        var start = new StartOrchestrationOptions(context.Request.Flag("restartWithNewInstanceId", otherwise: true) ? null : id);
        return await StartedAsync(context, await client.StartAsync(state.Name, state.Input.Text, start, context.RequestAborted));
    }

    public async Task<bool> RaiseEventAsync(HttpContext context, string id, string name)
    {
        if (context.Request.ContentType?.Split(';')[0].Trim() is not { } type || !type.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            return await ManagementAnswers.MessageAsync(context, StatusCodes.Status400BadRequest, "Only application/json request content is supported");
        string body = await new StreamReader(context.Request.Body).ReadToEndAsync(context.RequestAborted);
        try
        {
            using (JsonDocument.Parse(body))
            {
            }
        }
        catch (JsonException e)
        {
            return await ManagementAnswers.ErrorAsync(context, StatusCodes.Status400BadRequest, "Invalid JSON content", e, "Newtonsoft.Json.JsonReaderException");
        }

        return await ActAsync(context, id, c => client.RaiseJsonAsync(id, name, body, c));
    }

    public Task<bool> TerminateAsync(HttpContext context, string id) =>
        ActAsync(context, id, c => client.TerminateInstanceAsync(id, new TerminateInstanceOptions(Reason(context)), c));

    public Task<bool> SuspendAsync(HttpContext context, string id) => ActAsync(context, id, c => client.SuspendInstanceAsync(id, Reason(context), c));

    public Task<bool> ResumeAsync(HttpContext context, string id) => ActAsync(context, id, c => client.ResumeInstanceAsync(id, Reason(context), c));

    public async Task<bool> PurgeAsync(HttpContext context, string id)
    {
        if (await client.ReadAsync(id, context.RequestAborted) is not { } state)
            return false;
        if (!state.IsFinal)
            return await ManagementAnswers.JsonAsync(context, StatusCodes.Status412PreconditionFailed, json => json.WriteStringValue(EmbeddedDurableTaskClient.StillRuns(state)));
        return await PurgedAsync(context, await client.PurgeInstanceAsync(id, context.RequestAborted));
    }

    public async Task<bool> PurgeManyAsync(HttpContext context)
    {
        if (context.Request.Time("createdTimeFrom") is not { } from)
            return await ManagementAnswers.JsonAsync(context, StatusCodes.Status400BadRequest, json => json.WriteStringValue("Please provide value for 'createdTimeFrom' parameter."));
        var filter = new PurgeInstancesFilter(from, context.Request.Time("createdTimeTo"), context.Request.Statuses());
        return await PurgedAsync(context, await client.PurgeAllInstancesAsync(filter, context.RequestAborted));
    }

    private async Task<bool> StartedAsync(HttpContext context, string id)
    {
        HttpManagementPayload urls = HostUrls(context, id);
        context.Response.Headers.Location = urls.StatusQueryGetUri;
        context.Response.Headers.RetryAfter = "10";
        return await ManagementAnswers.JsonAsync(context, StatusCodes.Status202Accepted, json => Write(json, urls));
    }

    private static async Task<bool> PurgedAsync(HttpContext context, PurgeResult result) => result.PurgedInstanceCount > 0 && await ManagementAnswers.JsonAsync(context, StatusCodes.Status200OK, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("instancesDeleted", result.PurgedInstanceCount);
        json.WriteEndObject();
    });

    private static string? Reason(HttpContext context) => context.Request.Query.TryGetValue("reason", out var reason) ? reason.ToString() : null;

    /// <summary>202; 404 for an unknown instance, 410 for one that has ended, 500 for what its status does not allow.</summary>
    private async Task<bool> ActAsync(HttpContext context, string id, Func<CancellationToken, Task> act)
    {
        try
        {
            await act(context.RequestAborted);
            return ManagementAnswers.Empty(context, StatusCodes.Status202Accepted);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
        {
            return false;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.FailedPrecondition)
        {
            if (await client.ReadAsync(id, context.RequestAborted) is not { IsFinal: false })
                return ManagementAnswers.Empty(context, StatusCodes.Status410Gone);
            string detail = e.Status.Detail[(e.Status.Detail.IndexOf(':', StringComparison.Ordinal) + 1)..].TrimStart();
            return await ManagementAnswers.ErrorAsync(context, StatusCodes.Status500InternalServerError, ManagementAnswers.WentWrong, new InvalidOperationException(detail));
        }
    }

    /// <summary>The URLs as the host itself makes them: with hub and connection, with single braces, without rewind.</summary>
    private HttpManagementPayload HostUrls(HttpContext context, string id)
    {
        string instance = $"{context.Request.Scheme}://{context.Request.Host}/runtime/webhooks/durabletask/instances/{Uri.EscapeDataString(id)}";
        string code = $"taskHub={client.TaskHub}&connection=Storage&code={Management.ManagementUrls.LocalKey}";
        return new HttpManagementPayload
        {
            Id = id,
            StatusQueryGetUri = $"{instance}?{code}",
            SendEventPostUri = $"{instance}/raiseEvent/{{eventName}}?{code}",
            TerminatePostUri = $"{instance}/terminate?reason={{text}}&{code}",
            PurgeHistoryDeleteUri = $"{instance}?{code}",
            RestartPostUri = $"{instance}/restart?{code}",
            SuspendPostUri = $"{instance}/suspend?reason={{text}}&{code}",
            ResumePostUri = $"{instance}/resume?reason={{text}}&{code}",
        };
    }

    private static void Write(Utf8JsonWriter json, HttpManagementPayload urls)
    {
        json.WriteStartObject();
        json.WriteString("id", urls.Id);
        json.WriteString("statusQueryGetUri", urls.StatusQueryGetUri);
        json.WriteString("sendEventPostUri", urls.SendEventPostUri);
        json.WriteString("terminatePostUri", urls.TerminatePostUri);
        json.WriteString("purgeHistoryDeleteUri", urls.PurgeHistoryDeleteUri);
        json.WriteString("restartPostUri", urls.RestartPostUri);
        json.WriteString("suspendPostUri", urls.SuspendPostUri);
        json.WriteString("resumePostUri", urls.ResumePostUri);
        json.WriteEndObject();
    }
}
