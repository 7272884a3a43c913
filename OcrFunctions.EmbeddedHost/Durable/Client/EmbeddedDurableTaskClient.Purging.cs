using Microsoft.DurableTask.Client;
using OcrFunctions.EmbeddedHost.Durable.Engine;
using OcrFunctions.EmbeddedHost.Durable.Storage;

namespace OcrFunctions.EmbeddedHost.Durable.Client;

/// <summary>Removing finished instances.</summary>
internal sealed partial class EmbeddedDurableTaskClient
{
    public override async Task<PurgeResult> PurgeInstanceAsync(string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        CheckId(instanceId);
        if (await ReadAsync(instanceId, cancellation) is not { } state)
            return new PurgeResult(0);
        if (!state.IsFinal)
            throw new InvalidOperationException(StillRuns(state));
        return new PurgeResult(await PurgeAsync(state, cancellation) ? 1 : 0);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        OrchestrationRuntimeStatus[] final = [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];
        OrchestrationRuntimeStatus[] statuses = filter.Statuses?.ToArray() is { Length: > 0 } asked ? [.. asked.Intersect(final)] : final;
        if (statuses.Length == 0)
            return new PurgeResult(0);

        long begun = time.GetTimestamp();
        int purged = 0;
        var query = new OrchestrationQuery(filter.CreatedFrom, filter.CreatedTo, statuses);
        do
        {
            (IReadOnlyList<InstanceState> states, string? next) = await ListAsync(query, withInput: false, cancellation);
            foreach (InstanceState state in states)
            {
                if (filter.Timeout is { } limit && time.GetElapsedTime(begun) > limit)
                    return new PurgeResult(purged, false);
                if (await PurgeAsync(state, cancellation))
                    purged++;
            }

            query = query with { ContinuationToken = next };
        }
        while (query.ContinuationToken is not null);
        return new PurgeResult(purged, filter.Timeout is null ? null : true);
    }

    public static string StillRuns(InstanceState state) =>
        $"Only orchestrations in a terminal state can be purged, but the orchestration with instance ID {state.InstanceId} has status {state.Status}";

    private async Task<bool> PurgeAsync(InstanceState state, CancellationToken cancellation)
    {
        Session open = await session(cancellation);
        open.Lease.EnsureHeld();
        using (await open.LockIdAsync(state.InstanceId))
        {
            // Started again in the meantime: what is there now is not what was to be purged.
            InstanceState? there = open.Find(state.InstanceId) is { State.IsFinal: false } ? null : await open.Instances.GetAsync(state.InstanceId, cancellation);
            if (there is not { IsFinal: true })
                return false;

            // The row last: should we be cut off, it is still there to be purged again.
            await open.Histories.DeleteInstanceAsync(state.InstanceId, cancellation);
            bool gone = await open.Instances.TryDeleteAsync(there, cancellation);
            signals.Changed(state.InstanceId);
            return gone;
        }
    }
}
