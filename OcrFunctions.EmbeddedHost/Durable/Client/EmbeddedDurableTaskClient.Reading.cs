using System.Text;
using Azure.Data.Tables;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using OcrFunctions.EmbeddedHost.Durable.Engine;
using OcrFunctions.EmbeddedHost.Durable.History;
using OcrFunctions.EmbeddedHost.Durable.Payloads;
using OcrFunctions.EmbeddedHost.Durable.Storage;

namespace OcrFunctions.EmbeddedHost.Durable.Client;

/// <summary>Looking at instances, one and many, and waiting for them.</summary>
internal sealed partial class EmbeddedDurableTaskClient
{
    /// <summary>Most rows that a table gives at once.</summary>
    private const int MostRows = 1000;

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        CheckId(instanceId);
        if (await ReadAsync(instanceId, cancellation) is not { } state)
            return null;
        if (getInputsAndOutputs)
            state = await FetchAsync(state, cancellation);
        return Metadata(state, getInputsAndOutputs, getInputsAndOutputs);
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(nameof(WaitForInstanceStartAsync), instanceId, s => s.Status != OrchestrationRuntimeStatus.Pending, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(nameof(WaitForInstanceCompletionAsync), instanceId, s => s.IsFinal, getInputsAndOutputs, cancellation);

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        filter ??= new OrchestrationQuery();
        return Pageable.Create<OrchestrationMetadata>(async (token, size, cancellation) =>
        {
            OrchestrationQuery page = filter with { ContinuationToken = token ?? filter.ContinuationToken, PageSize = size ?? filter.PageSize };
            (IReadOnlyList<InstanceState> states, string? next) = await ListAsync(page, page.FetchInputsAndOutputs, cancellation);
            return new Page<OrchestrationMetadata>([.. states.Select(s => Metadata(s, withInput: page.FetchInputsAndOutputs, withOutput: true))], next);
        });
    }

    /// <summary>The row, without payloads that lie in blobs.</summary>
    public Task<InstanceState?> ReadAsync(string instanceId, CancellationToken cancellation) => LookAsync(open => open.ReadAsync(instanceId), cancellation);

    public Task<InstanceState> FetchAsync(InstanceState state, CancellationToken cancellation) => LookAsync(
        async open => state with
        {
            Input = await open.Payloads.FetchAsync(state.Input, cancellation),
            Output = await open.Payloads.FetchAsync(state.Output, cancellation),
        },
        cancellation);

    /// <summary>The row with its payloads, and the history that belongs to it.</summary>
    public async Task<(InstanceState State, IReadOnlyList<HistoryEvent> History)?> HistoryAsync(string instanceId, CancellationToken cancellation)
    {
        while (true)
        {
            if (await ReadAsync(instanceId, cancellation) is not { } state)
                return null;
            try
            {
                return await LookAsync<(InstanceState, IReadOnlyList<HistoryEvent>)>(
                    async open => (await FetchAsync(state, cancellation), await open.Histories.ReadAsync(state, cancellation)), cancellation);
            }
            catch (Exception e) when (e is InvalidDataException or Azure.RequestFailedException { Status: 404 })
            {
                // It has started over while we read, and the generation we were reading is gone. If not, it is damaged.
                if ((await ReadAsync(instanceId, cancellation))?.CommitId == state.CommitId)
                    throw;
            }
        }
    }

    /// <summary>One page of instances in the order of their ids, and the token of the next page.</summary>
    public async Task<(IReadOnlyList<InstanceState> States, string? Next)> ListAsync(OrchestrationQuery query, bool withInput, CancellationToken cancellation)
    {
        return await LookAsync(open => ListAsync(open, query, withInput, cancellation), cancellation);
    }

    private static async Task<(IReadOnlyList<InstanceState> States, string? Next)> ListAsync(Session open, OrchestrationQuery query, bool withInput, CancellationToken cancellation)
    {
        var states = new List<InstanceState>();
        string? token = query.ContinuationToken is { Length: > 0 } given ? Encoding.UTF8.GetString(Convert.FromBase64String(given.Trim())) : null;
        string? next = null;
        await foreach (TableEntity row in open.Instances.Query(Filter(query, token), Math.Clamp(query.PageSize + 1, 1, MostRows), cancellation))
        {
            // Beyond the filter: ids longer than a key, and one row more than asked for, which says that there is a next page.
            InstanceState state = InstanceEntity.Read(row);
            if (query.InstanceIdPrefix is { } prefix && !state.InstanceId.StartsWith(prefix, StringComparison.Ordinal))
                continue;
            if (states.Count == query.PageSize)
            {
                next = Convert.ToBase64String(Encoding.UTF8.GetBytes(row.PartitionKey));
                break;
            }

            states.Add(state with
            {
                Input = withInput ? await open.Payloads.FetchAsync(state.Input, cancellation) : StoredText.None,
                Output = await open.Payloads.FetchAsync(state.Output, cancellation),
            });
        }

        return (states, next);
    }

    private static string Filter(OrchestrationQuery query, string? fromKey)
    {
        var all = new List<string> { TableClient.CreateQueryFilter($"RowKey eq {InstanceEntity.RowKey}") };
        if (query.InstanceIdPrefix is { Length: > 0 } prefix)
            all.Add(TableClient.CreateQueryFilter($"PartitionKey ge {StorageKeys.Prefix(prefix)} and PartitionKey lt {StorageKeys.Prefix(prefix) + "~~"}"));
        if (fromKey is not null)
            all.Add(TableClient.CreateQueryFilter($"PartitionKey ge {fromKey}"));
        if (query.CreatedFrom is { } from)
            all.Add(TableClient.CreateQueryFilter($"CreatedAt ge {from}"));
        if (query.CreatedTo is { } to)
            all.Add(TableClient.CreateQueryFilter($"CreatedAt le {to}"));
        if (query.Statuses?.ToList() is { Count: > 0 } statuses)
            all.Add("(" + string.Join(" or ", statuses.Select(s => TableClient.CreateQueryFilter($"Status eq {s.ToString()}"))) + ")");
        return string.Join(" and ", all);
    }

    private static OrchestrationMetadata Metadata(InstanceState s, bool withInput, bool withOutput) => new(s.Name, s.InstanceId)
    {
        RuntimeStatus = s.Status,
        CreatedAt = s.CreatedAt,
        LastUpdatedAt = s.UpdatedAt,
        DataConverter = withInput ? DurableJson.Converter : null,
        SerializedInput = withInput ? s.Input.Text : null,
        SerializedOutput = withOutput ? s.Output.Text : null,
        SerializedCustomStatus = withOutput ? s.CustomStatus : null,
    };

    /// <summary>Reads; again when the hub was lost in the middle of it, as soon as it is ours again.</summary>
    private async Task<T> LookAsync<T>(Func<Session, Task<T>> look, CancellationToken cancellation)
    {
        while (true)
        {
            Session open = await session(cancellation);
            try
            {
                return await look(open);
            }
            catch (Exception e) when (e is OperationCanceledException or OwnershipLostException && open.Ended.IsCancellationRequested && !cancellation.IsCancellationRequested)
            {
                await Task.Yield();
            }
        }
    }

    private async Task<OrchestrationMetadata> WaitAsync(string what, string instanceId, Func<InstanceState, bool> done, bool getInputsAndOutputs, CancellationToken cancellation)
    {
        CheckId(instanceId);
        try
        {
            while (true)
            {
                Task change = signals.NextChange(instanceId);
                if (await ReadAsync(instanceId, cancellation) is { } state && done(state))
                    return Metadata(getInputsAndOutputs ? await FetchAsync(state, cancellation) : state, getInputsAndOutputs, getInputsAndOutputs);
                await change.WaitAsync(cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(
                $"The {what} operation was canceled.", new RpcException(new Status(StatusCode.Cancelled, "Call canceled by the client.", new OperationCanceledException())), cancellation);
        }
    }
}
