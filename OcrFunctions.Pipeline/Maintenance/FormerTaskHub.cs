using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Maintenance;

/// <summary>
/// What the previous version left in a storage account: the state of its orchestrations, in two tables and a container that no other
/// version reads. Its unfinished documents are started again, which reads no page twice, since a page's row records that it was read. Then
/// tables and container are removed, the table that is checked for last: an interrupted removal is repeated, and repeating it changes
/// nothing.
/// </summary>
public sealed partial class FormerTaskHub(StorageClients storage, DocumentStore documents, DocumentIndex index, ILogger<FormerTaskHub> log)
{
    internal const string InstancesTable = "OcrFunctionsEmbeddedInstances", HistoryTable = "OcrFunctionsEmbeddedHistory",
        Container = "ocrfunctions-embedded";

    /// <summary>Blob of the container on which the active host holds a lease.</summary>
    internal const string OwnerBlob = "owner";

    private volatile bool _isGone;

    /// <summary>
    /// Whether a host of the previous version was active at the last check: its unfinished documents must not be touched then.
    /// </summary>
    public bool IsInUse { get; private set; }

    /// <summary>Continues its unfinished documents and removes it, if it exists and no host is active on it.</summary>
    /// <returns>How many documents were started.</returns>
    public async Task<int> ReplaceAsync(IDocumentRuns runs, CancellationToken cancellationToken)
    {
        if (_isGone)
            return 0;
        if (!await ExistsAsync(cancellationToken))
        {
            (IsInUse, _isGone) = (false, true);
            return 0;
        }

        IsInUse = await IsOwnedAsync(cancellationToken);
        if (IsInUse)
        {
            StillInUse();
            return 0;
        }

        int started = await StartUnfinishedAsync(runs, cancellationToken);
        await storage.Blobs.GetBlobContainerClient(Container).DeleteIfExistsAsync(cancellationToken: cancellationToken);
        await storage.Tables.DeleteTableAsync(HistoryTable, cancellationToken);
        await storage.Tables.DeleteTableAsync(InstancesTable, cancellationToken);
        _isGone = true;
        Replaced(started);
        return started;
    }

    private async Task<int> StartUnfinishedAsync(IDocumentRuns runs, CancellationToken cancellationToken)
    {
        int started = 0;
        await foreach (DocumentIndexRow listed in index.ActiveAsync(cancellationToken))
        {
            DocumentRow? document = await documents.FindAsync(listed.Id, cancellationToken);
            // A deletion needs no run.
            if (document is null || document.GetStatus().IsFinal() || document.DeleteRequestedAt is not null
                || await runs.StateAsync(document.GetRun(), cancellationToken) != RunState.Missing)
                continue;
            await runs.StartAsync(document.GetRun(), cancellationToken);
            started++;
        }

        return started;
    }

    private async Task<bool> ExistsAsync(CancellationToken cancellationToken)
    {
        await foreach (TableItem table in storage.Tables.QueryAsync(TableClient.CreateQueryFilter($"TableName eq {InstancesTable}"),
            cancellationToken: cancellationToken))
            if (table.Name == InstancesTable)
                return true;
        return false;
    }

    private async Task<bool> IsOwnedAsync(CancellationToken cancellationToken)
    {
        try
        {
            BlobProperties owner =
                await storage.Blobs.GetBlobContainerClient(Container).GetBlobClient(OwnerBlob)
                    .GetPropertiesAsync(cancellationToken: cancellationToken);
            return owner.LeaseState is LeaseState.Leased or LeaseState.Breaking;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning,
        "A host of the version before works on this storage account. Stop it, and its unfinished documents go on here.")]
    private partial void StillInUse();

    [LoggerMessage(LogLevel.Information, "The orchestrations of the version before were removed; {Started} unfinished documents go on.")]
    private partial void Replaced(int started);
}
