using Azure;
using Azure.Data.Tables;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Documents;

/// <summary>Outcome of an attempt to insert a row.</summary>
public enum Claim
{
    /// <summary>The row was inserted.</summary>
    Added,

    /// <summary>The row already existed.</summary>
    AlreadyExists,
}

/// <summary>The document rows of table <c>Documents</c>.</summary>
public sealed class DocumentStore(StorageClients storage)
{
    /// <summary>Attempts of a read-change-write under concurrent writes.</summary>
    private const int MaxAttempts = 10;

    private TableClient Table => storage.Tables.GetTableClient(StorageNames.DocumentsTable);

    /// <summary>Inserts a document's row, unless it already exists.</summary>
    public async Task<Claim> ClaimAsync(DocumentRow row, CancellationToken cancellationToken)
    {
        try
        {
            await Table.AddEntityAsync(row, cancellationToken);
            return Claim.Added;
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return Claim.AlreadyExists;
        }
    }

    /// <summary>A document's row, or null.</summary>
    public async Task<DocumentRow?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (!DocumentId.IsWellFormed(id))
            return null;
        var response = await Table.GetEntityIfExistsAsync<DocumentRow>(id, DocumentRow.Key, cancellationToken: cancellationToken);
        return response.HasValue ? response.Value : null;
    }

    /// <summary>Removes a row, unless it was written since it was read.</summary>
    public async Task DeleteAsync(DocumentRow row, CancellationToken cancellationToken)
    {
        try
        {
            await Table.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            // Another writer has changed it.
        }
    }

    /// <summary>Requests cancellation of an unfinished document; its pages in progress see it in the row.</summary>
    /// <returns>The current row; null if it no longer exists.</returns>
    public Task<DocumentRow?> RequestCancelAsync(string id, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(id, row => !row.GetStatus().IsFinal() && row.CancelRequestedAt is null, row => row.CancelRequestedAt = now,
            cancellationToken);

    /// <summary>
    /// Changes a run's row, guarded by its ETag: read, change, write, and retried after a concurrent write. A row that is
    /// deleted, of another run or final stays as it is.
    /// </summary>
    /// <param name="run">The run that makes the change.</param>
    /// <param name="change">Changes the row; may be called more than once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The current row, changed or not; null if it no longer exists.</returns>
    public Task<DocumentRow?> ChangeAsync(DocumentRun run, Action<DocumentRow> change, CancellationToken cancellationToken) =>
        ChangeAsync(run.Id, row => row.Run == run.Run && !row.GetStatus().IsFinal(), change, cancellationToken);

    /// <summary>Changes a document's current row, guarded by its ETag.</summary>
    /// <param name="id">The document's id.</param>
    /// <param name="allowed">Whether the current row may be changed.</param>
    /// <param name="change">Changes the row; may be called more than once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The current row, changed or not; null if it no longer exists.</returns>
    public async Task<DocumentRow?> ChangeAsync(string id, Func<DocumentRow, bool> allowed, Action<DocumentRow> change,
        CancellationToken cancellationToken)
    {
        string? writeId = null;
        for (int attempt = 1; ; attempt++)
        {
            DocumentRow? row = await FindAsync(id, cancellationToken);
            // The client library's retry met our own first attempt, whose response was lost.
            if (row is not null && row.WriteId == writeId && writeId is not null)
                return row;
            if (row is null || !allowed(row))
                return row;
            change(row);
            row.WriteId = writeId = Guid.NewGuid().ToString("N");
            try
            {
                Response response = await Table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancellationToken);
                row.ETag = response.Headers.ETag ?? row.ETag;
                return row;
            }
            catch (RequestFailedException e) when (e.Status == 412 && attempt < MaxAttempts)
            {
                // Concurrent write: read again, since the row may be final by now.
            }
        }
    }
}
