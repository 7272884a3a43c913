using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using OcrFunctions.EmbeddedHost.Durable.History;

namespace OcrFunctions.EmbeddedHost.Durable.Storage;

internal enum AddResult
{
    Added,
    AlreadyExists,
}

internal enum PublishResult
{
    Published,

    /// <summary>Another owner, or another call, has changed the row since it was read.</summary>
    Fenced,
}

/// <summary>The rows of instances, and the messages that orchestrations send each other, which lie beside the row they are for.</summary>
internal sealed class InstanceStore(TableClient table)
{
    private const string MessagePrefix = "message-";

    /// <summary>Tries of a read that is answered with what no read can be answered with.</summary>
    private const int MostReads = 6;

    /// <exception cref="RequestFailedException">It is not known whether it happened; the same call may be made again.</exception>
    public async Task<(AddResult Result, InstanceState State)> TryAddAsync(InstanceState state, CancellationToken cancellation)
    {
        state = state with { CommitId = Guid.NewGuid().ToString("N") };
        try
        {
            Response added = await table.AddEntityAsync(InstanceEntity.Write(state), cancellation);
            return (AddResult.Added, state with { ETag = added.Headers.ETag ?? default });
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            // A retry by the client library after a lost answer finds our own row.
            // Where there is nothing after all, the answer was not true, and what has happened is not known.
            InstanceState there = await GetAsync(state.InstanceId, cancellation) ?? throw new RequestFailedException(e.Status, e.Message, e.ErrorCode, e);
            return there.CommitId == state.CommitId ? (AddResult.Added, there) : (AddResult.AlreadyExists, state);
        }
    }

    public async Task<InstanceState?> GetAsync(string instanceId, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(StorageKeys.Escape(instanceId), InstanceEntity.RowKey, cancellationToken: cancellation);
                return row.HasValue ? InstanceEntity.Read(row.Value!) : null;
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412 && attempt < MostReads)
            {
                // A read conflicts with nothing and has no condition: whoever said so did not look, and the client library does not try these again.
                await Task.Delay(TimeSpan.FromMilliseconds(50 << attempt), cancellation);
            }
        }
    }

    /// <summary>
    /// The one write that makes a turn true: replaces the row if it is as we know it, and in the same transaction removes the
    /// messages that the turn has taken in.
    /// </summary>
    /// <exception cref="RequestFailedException">It is not known whether it happened; the same call may be made again.</exception>
    public async Task<(PublishResult Result, InstanceState State)> PublishAsync(InstanceState state, IReadOnlyList<string> consumedMessages, CancellationToken cancellation)
    {
        TableEntity row = InstanceEntity.Write(state);
        try
        {
            ETag? etag;
            if (consumedMessages.Count == 0)
            {
                etag = (await table.UpdateEntityAsync(row, state.ETag, TableUpdateMode.Replace, cancellation)).Headers.ETag;
            }
            else
            {
                var all = new List<TableTransactionAction> { new(TableTransactionActionType.UpdateReplace, row, state.ETag) };
                all.AddRange(consumedMessages.Select(m => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(row.PartitionKey, MessagePrefix + m), ETag.All)));
                etag = (await table.SubmitTransactionAsync(all, cancellation)).Value[0].Headers.ETag;
            }

            return (PublishResult.Published, state with { ETag = etag ?? default });
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            // Also what a retry meets when the first attempt arrived and only its answer was lost.
            InstanceState? there = await GetAsync(state.InstanceId, cancellation);
            if (there is not null && there.CommitId == state.CommitId)
                return (PublishResult.Published, state with { ETag = there.ETag });
            // The row is as we know it: nobody has come before us, and the refusal was not true.
            if (there is not null && there.ETag == state.ETag)
                throw new RequestFailedException(e.Status, e.Message, e.ErrorCode, e);
            return (PublishResult.Fenced, state);
        }
    }

    public async Task<bool> TryDeleteAsync(InstanceState state, CancellationToken cancellation)
    {
        try
        {
            using Response deleted = await table.DeleteEntityAsync(StorageKeys.Escape(state.InstanceId), InstanceEntity.RowKey, state.ETag, cancellation);
            return deleted.Status != 404;
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            return false;
        }
    }

    /// <summary>Lays a message beside its receiver's row. The same message again changes nothing.</summary>
    public Task SendAsync(string receiver, string runId, EventRaised message, CancellationToken cancellation) =>
        table.UpsertEntityAsync(
            new TableEntity(StorageKeys.Escape(receiver), MessagePrefix + message.MessageId) { ["RunId"] = runId, ["Event"] = SegmentText.Write(message) },
            TableUpdateMode.Replace, cancellation);

    public Task DeleteMessageAsync(string receiverKey, string messageId, CancellationToken cancellation) =>
        table.DeleteEntityAsync(receiverKey, MessagePrefix + messageId, cancellationToken: cancellation);

    /// <summary>What a new owner has to take up: every instance that is not finished, and every message.</summary>
    public async IAsyncEnumerable<(InstanceState? Instance, StoredMessage? Message)> UnfinishedAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        const string Filter = $"(RowKey eq '{InstanceEntity.RowKey}' and Status ne 'Completed' and Status ne 'Failed' and Status ne 'Terminated')"
            + $" or (RowKey ge '{MessagePrefix}' and RowKey lt '{MessagePrefix}~')";
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(Filter, cancellationToken: cancellation))
        {
            if (row.RowKey == InstanceEntity.RowKey)
                yield return (InstanceEntity.Read(row), null);
            else
                yield return (null, new StoredMessage(row.PartitionKey, row.GetString("RunId"), (EventRaised)SegmentText.ReadOne(row.GetString("Event"))));
        }
    }

    public AsyncPageable<TableEntity> Query(string filter, int pageSize, CancellationToken cancellation) =>
        table.QueryAsync<TableEntity>(filter, pageSize, cancellationToken: cancellation);
}

/// <summary>A message that was sent and not yet taken in.</summary>
/// <param name="ReceiverKey">PartitionKey of the receiver's row.</param>
/// <param name="RunId">The run it is for; another run of the same id does not get it.</param>
/// <param name="Event">What is raised there.</param>
internal sealed record StoredMessage(string ReceiverKey, string RunId, EventRaised Event);
