using Azure.Data.Tables;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Maintenance;

/// <summary>
/// State of the reconciler: a row of table <c>DocumentIndex</c>, PartitionKey <c>reconciler</c>, RowKey <c>state</c>. It holds the time up
/// to which blobs were scanned, and the total number of each kind of repair.
/// </summary>
public sealed class ReconcilerState(StorageClients storage)
{
    private const string Partition = "reconciler", Key = "state", LastScan = "LookedTo";

    /// <summary>Columns of the counts that have other names in code.</summary>
    private const string BlobsIngested = "BlobsTakenIn", IndexRowsRepaired = "ListsMended";

    private TableClient Table => storage.Tables.GetTableClient(StorageNames.IndexTable);

    /// <summary>Blobs that changed before this were scanned; null before the first scan.</summary>
    public async Task<DateTimeOffset?> LastScanAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken)).GetDateTimeOffset(LastScan);

    /// <summary>Records that every blob that changed before a given time was scanned.</summary>
    public Task SetLastScanAsync(DateTimeOffset until, CancellationToken cancellationToken) =>
        Table.UpsertEntityAsync(new TableEntity(Partition, Key) { [LastScan] = until }, TableUpdateMode.Merge, cancellationToken);

    /// <summary>Counts repairs. Timers run on one machine at a time, so there are no concurrent writes.</summary>
    public async Task AddAsync(Repairs repairs, CancellationToken cancellationToken)
    {
        if (repairs.Total == 0)
            return;
        Repairs all = await TotalsAsync(cancellationToken);
        await Table.UpsertEntityAsync(new TableEntity(Partition, Key)
        {
            [BlobsIngested] = all.BlobsIngested + repairs.BlobsIngested,
            [nameof(Repairs.RunsStarted)] = all.RunsStarted + repairs.RunsStarted,
            [nameof(Repairs.RunsClosed)] = all.RunsClosed + repairs.RunsClosed,
            [nameof(Repairs.DocumentsDeleted)] = all.DocumentsDeleted + repairs.DocumentsDeleted,
            [IndexRowsRepaired] = all.IndexRowsRepaired + repairs.IndexRowsRepaired,
            [nameof(Repairs.Failed)] = all.Failed + repairs.Failed,
        }, TableUpdateMode.Merge, cancellationToken);
    }

    /// <summary>Total repairs.</summary>
    public async Task<Repairs> TotalsAsync(CancellationToken cancellationToken)
    {
        TableEntity row = await ReadAsync(cancellationToken);
        int Count(string name) => row.GetInt32(name) ?? 0;
        return new Repairs
        {
            BlobsIngested = Count(BlobsIngested),
            RunsStarted = Count(nameof(Repairs.RunsStarted)),
            RunsClosed = Count(nameof(Repairs.RunsClosed)),
            DocumentsDeleted = Count(nameof(Repairs.DocumentsDeleted)),
            IndexRowsRepaired = Count(IndexRowsRepaired),
            Failed = Count(nameof(Repairs.Failed)),
        };
    }

    private async Task<TableEntity> ReadAsync(CancellationToken cancellationToken)
    {
        var response = await Table.GetEntityIfExistsAsync<TableEntity>(Partition, Key, cancellationToken: cancellationToken);
        return response.HasValue ? response.Value! : new TableEntity(Partition, Key);
    }
}
