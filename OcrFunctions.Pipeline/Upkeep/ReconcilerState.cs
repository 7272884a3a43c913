using Azure.Data.Tables;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Upkeep;

/// <summary>
/// What the reconciler remembers: a row of table <c>DocumentIndex</c>, PartitionKey <c>reconciler</c>, RowKey <c>state</c>. It holds how far
/// blobs were looked at, and how often each kind of repair was made since the beginning.
/// </summary>
public sealed class ReconcilerState(StorageClients storage)
{
    private const string Partition = "reconciler", Key = "state", LookedTo = nameof(LookedTo);

    private TableClient Table => storage.Tables.GetTableClient(StorageNames.IndexTable);

    /// <summary>Blobs that changed before this were looked at; null before the first look.</summary>
    public async Task<DateTimeOffset?> LastLookAsync(CancellationToken cancellationToken) => (await ReadAsync(cancellationToken)).GetDateTimeOffset(LookedTo);

    /// <summary>Remembers that every blob that changed before a time was looked at.</summary>
    public Task LookedAsync(DateTimeOffset until, CancellationToken cancellationToken) =>
        Table.UpsertEntityAsync(new TableEntity(Partition, Key) { [LookedTo] = until }, TableUpdateMode.Merge, cancellationToken);

    /// <summary>Counts repairs. Timers run on one machine at a time, so nobody else counts meanwhile.</summary>
    public async Task AddAsync(Repairs repairs, CancellationToken cancellationToken)
    {
        if (repairs.Total == 0)
            return;
        Repairs all = await TotalsAsync(cancellationToken);
        await Table.UpsertEntityAsync(new TableEntity(Partition, Key)
        {
            [nameof(Repairs.BlobsTakenIn)] = all.BlobsTakenIn + repairs.BlobsTakenIn,
            [nameof(Repairs.RunsStarted)] = all.RunsStarted + repairs.RunsStarted,
            [nameof(Repairs.RunsClosed)] = all.RunsClosed + repairs.RunsClosed,
            [nameof(Repairs.DocumentsDeleted)] = all.DocumentsDeleted + repairs.DocumentsDeleted,
            [nameof(Repairs.ListsMended)] = all.ListsMended + repairs.ListsMended,
            [nameof(Repairs.Failed)] = all.Failed + repairs.Failed,
        }, TableUpdateMode.Merge, cancellationToken);
    }

    /// <summary>Repairs since the beginning.</summary>
    public async Task<Repairs> TotalsAsync(CancellationToken cancellationToken)
    {
        TableEntity row = await ReadAsync(cancellationToken);
        int Count(string name) => row.GetInt32(name) ?? 0;
        return new Repairs
        {
            BlobsTakenIn = Count(nameof(Repairs.BlobsTakenIn)),
            RunsStarted = Count(nameof(Repairs.RunsStarted)),
            RunsClosed = Count(nameof(Repairs.RunsClosed)),
            DocumentsDeleted = Count(nameof(Repairs.DocumentsDeleted)),
            ListsMended = Count(nameof(Repairs.ListsMended)),
            Failed = Count(nameof(Repairs.Failed)),
        };
    }

    private async Task<TableEntity> ReadAsync(CancellationToken cancellationToken)
    {
        var answer = await Table.GetEntityIfExistsAsync<TableEntity>(Partition, Key, cancellationToken: cancellationToken);
        return answer.HasValue ? answer.Value! : new TableEntity(Partition, Key);
    }
}
