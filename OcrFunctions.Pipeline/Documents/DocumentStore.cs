using Azure;
using Azure.Data.Tables;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Documents;

/// <summary>What became of an attempt to insert a row.</summary>
public enum Claim
{
    /// <summary>The row is ours.</summary>
    Added,

    /// <summary>Somebody was first.</summary>
    AlreadyExists,
}

/// <summary>The document rows of table <c>Documents</c>.</summary>
public sealed class DocumentStore(StorageClients storage)
{
    /// <summary>Tries of a read-change-write that others disturb.</summary>
    private const int MaxAttempts = 10;

    private TableClient Table => storage.Tables.GetTableClient(StorageNames.DocumentsTable);

    /// <summary>Inserts a document's row, if nobody has.</summary>
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
        var answer = await Table.GetEntityIfExistsAsync<DocumentRow>(id, DocumentRow.Key, cancellationToken: cancellationToken);
        return answer.HasValue ? answer.Value : null;
    }

    /// <summary>Removes a row, unless somebody wrote it since it was read.</summary>
    public async Task DeleteAsync(DocumentRow row, CancellationToken cancellationToken)
    {
        try
        {
            await Table.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            // Somebody else's now.
        }
    }

    /// <summary>Asks for an end of a document that has none yet; the pages at work see it in the row.</summary>
    /// <returns>The row as it stands now; null if it is gone.</returns>
    public Task<DocumentRow?> RequestCancelAsync(string id, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(id, row => !row.GetStatus().IsFinal() && row.CancelRequestedAt is null, row => row.CancelRequestedAt = now, cancellationToken);

    /// <summary>
    /// Changes a run's row, guarded by its ETag: read, change, write, and again if somebody wrote in between. A row that is
    /// gone, of another run or final stays as it is.
    /// </summary>
    /// <param name="run">The run that wants the change.</param>
    /// <param name="change">Changes the row; may be called more than once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The row as it stands now, changed or not; null if it is gone.</returns>
    public Task<DocumentRow?> ChangeAsync(DocumentRun run, Action<DocumentRow> change, CancellationToken cancellationToken) =>
        ChangeAsync(run.Id, row => row.Run == run.Run && !row.GetStatus().IsFinal(), change, cancellationToken);

    /// <summary>Changes a document's row as it stands, guarded by its ETag.</summary>
    /// <param name="id">The document's id.</param>
    /// <param name="allowed">Whether the row, as it stands, is to be changed.</param>
    /// <param name="change">Changes the row; may be called more than once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The row as it stands now, changed or not; null if it is gone.</returns>
    public async Task<DocumentRow?> ChangeAsync(string id, Func<DocumentRow, bool> allowed, Action<DocumentRow> change, CancellationToken cancellationToken)
    {
        string? mine = null;
        for (int attempt = 1; ; attempt++)
        {
            DocumentRow? row = await FindAsync(id, cancellationToken);
            // The client library's second try met our own first one, whose answer was lost.
            if (row is not null && row.WriteId == mine && mine is not null)
                return row;
            if (row is null || !allowed(row))
                return row;
            change(row);
            row.WriteId = mine = Guid.NewGuid().ToString("N");
            try
            {
                Response answer = await Table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancellationToken);
                row.ETag = answer.Headers.ETag ?? row.ETag;
                return row;
            }
            catch (RequestFailedException e) when (e.Status == 412 && attempt < MaxAttempts)
            {
                // Somebody wrote first: look again, since the row may be final by now.
            }
        }
    }
}
