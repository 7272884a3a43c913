using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using OcrFunctions.EmbeddedHost.Durable.Engine;
using OcrFunctions.EmbeddedHost.Durable.History;
using OcrFunctions.EmbeddedHost.Durable.Payloads;
using OcrFunctions.EmbeddedHost.Durable.Storage;
using OcrFunctions.EmbeddedHost.Management;

namespace OcrFunctions.EmbeddedHost.Durable.Client;

/// <summary>The durable client that functions are given. Where the real one reports an error of its host, this one throws the same.</summary>
internal sealed partial class EmbeddedDurableTaskClient(
    DurableRuntimeOptions options, Func<CancellationToken, Task<Session>> session, StatusSignals signals, TimeProvider time)
    : DurableTaskClient(options.TaskHub), IManagementUrls
{
    /// <summary>Longest instance id; the real host refuses ids of 1,000 characters.</summary>
    private const int LongestId = 512;

    private const int StartAttempts = 5;

    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(200);

    public string TaskHub => options.TaskHub;

    /// <summary>Name of the connection behind which the hub lies.</summary>
    public string Connection => options.ConnectionName;

    public string BaseUrl => options.BaseUrl();

    public HttpManagementPayload For(string instanceId) => new ManagementUrls(BaseUrl).For(instanceId);

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default) =>
        StartAsync(orchestratorName, DurableJson.Write(input), options, cancellation);

    /// <param name="orchestratorName">Whether it exists shows when it starts.</param>
    /// <param name="input">JSON, or null.</param>
    /// <param name="options">Id, time, statuses that are not replaced.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="OrchestrationAlreadyExistsException">The id is taken by an unfinished instance, or by one in a dedupe status.</exception>
    public async Task<string> StartAsync(TaskName orchestratorName, string? input, StartOrchestrationOptions? options, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(orchestratorName.Name))
            throw new ArgumentNullException("value");
        if (options?.InstanceId is ['@', ..])
            throw new ArgumentException("Instance IDs starting with '@' are reserved for entities, and must not be used for orchestrations, when entity support is enabled.", "options?.InstanceId");
        string id = string.IsNullOrEmpty(options?.InstanceId) ? Guid.NewGuid().ToString("N") : options.InstanceId;
        if (id.Length > LongestId)
            throw Rpc(StatusCode.Internal, $"Failed to start instance with ID {id}. An id has at most {LongestId} characters.");

        Session open = await session(cancellation);
        InstanceState wanted = open.Starter.New(orchestratorName, id, input, options?.StartAt);
        StartResult result = await StartAsync(open, wanted, options, cancellation);

        // Overtaken by another start of the same id: the real host tells nobody who was first, so neither do we.
        return result == StartResult.Exists ? throw InstanceStarter.AlreadyExists(id) : id;
    }

    /// <summary>Tries again when storage refuses what nothing there speaks against; everything else its client library has tried again already.</summary>
    private static async Task<StartResult> StartAsync(Session open, InstanceState wanted, StartOrchestrationOptions? options, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return (await open.Starter.StartAsync(wanted, there => there.IsFinal && !Refuses(options, there.Status))).Result;
            }
            catch (Azure.RequestFailedException e) when (e.Status is 409 or 412 && attempt < StartAttempts)
            {
                await Task.Delay(attempt * BetweenAttempts, cancellation);
            }
        }
    }

    public override async Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        await RaiseJsonAsync(instanceId, eventName, DurableJson.Write(eventPayload), cancellation);
    }

    public async Task RaiseJsonAsync(string instanceId, string eventName, string? json, CancellationToken cancellation)
    {
        CheckId(instanceId);
        Session open = await session(cancellation);
        InstanceState state = await open.ReadAsync(instanceId) ?? throw Rpc(StatusCode.NotFound, NoInstance(instanceId));
        if (state.IsFinal || !await PostAsync(open, instanceId, new EventRaised(open.Now, eventName, json), cancellation))
            throw Rpc(StatusCode.FailedPrecondition, "The orchestration instance with the provided instance id is not running.");
    }

    public override Task TerminateInstanceAsync(string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        ActAsync("terminate", instanceId, at => new ExecutionTerminated(at, DurableJson.Write(options?.Output)), _ => false, cancellation);

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        ActAsync("suspend", instanceId, at => new ExecutionSuspended(at, reason), s => s == OrchestrationRuntimeStatus.Suspended, cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        ActAsync("resume", instanceId, at => new ExecutionResumed(at, reason), s => s == OrchestrationRuntimeStatus.Running, cancellation);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>An empty id is a missing one, as for the real client.</summary>
    private static void CheckId(string instanceId)
    {
        if (string.IsNullOrEmpty(instanceId))
            throw new ArgumentNullException(nameof(instanceId));
    }

    private static bool Refuses(StartOrchestrationOptions? options, OrchestrationRuntimeStatus status) =>
        options?.DedupeStatuses?.Contains(status.ToString(), StringComparer.OrdinalIgnoreCase) ?? false;

    private static RpcException Rpc(StatusCode code, string detail) => new(new Status(code, detail));

    private static string NoInstance(string instanceId) => $"No instance with ID '{instanceId}' was found. (Parameter 'instanceId')";

    /// <summary>Hands an instance something, and returns when it is stored in its history.</summary>
    /// <returns>False when the instance has ended without it.</returns>
    private static async Task<bool> PostAsync(Session open, string instanceId, HistoryEvent e, CancellationToken cancellation)
    {
        var taken = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (open.Find(instanceId) is not { } instance)
            return false;
        instance.Post(new Message(e, Taken: taken));
        return await taken.Task.WaitAsync(cancellation);
    }

    private async Task ActAsync(string verb, string instanceId, Func<DateTime, HistoryEvent> make, Func<OrchestrationRuntimeStatus, bool> pointless, CancellationToken cancellation)
    {
        CheckId(instanceId);
        Session open = await session(cancellation);
        InstanceState state = await open.ReadAsync(instanceId) ?? throw Rpc(StatusCode.NotFound, "ArgumentException: " + NoInstance(instanceId));
        if (!state.IsFinal && !pointless(state.Status) && await PostAsync(open, instanceId, make(open.Now), cancellation))
            return;
        state = await open.ReadAsync(instanceId) ?? state;
        throw Rpc(StatusCode.FailedPrecondition, $"InvalidOperationException: Cannot {verb} the orchestration instance {instanceId} because instance is in the {state.Status} state.");
    }
}
