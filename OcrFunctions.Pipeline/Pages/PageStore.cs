using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Pages;

/// <summary>The page rows of table <c>Documents</c>.</summary>
public sealed class PageStore(StorageClients storage)
{
    /// <summary>Maximum number of operations in a table transaction.</summary>
    private const int BatchSize = 100;

    /// <summary>Columns that progress needs; texts are not loaded.</summary>
    private static readonly string[] StatusOnly =
        [nameof(PageRow.Page), nameof(PageRow.Status), nameof(PageRow.Run), nameof(PageRow.CompletedAt)];

    private TableClient Table => storage.Tables.GetTableClient(StorageNames.DocumentsTable);

    /// <summary>A page's row, or null.</summary>
    public async Task<PageRow?> FindAsync(string documentId, int page, CancellationToken cancellationToken)
    {
        var response = await Table.GetEntityIfExistsAsync<PageRow>(documentId, PageRow.Key(page), cancellationToken: cancellationToken);
        return response.HasValue ? response.Value : null;
    }

    /// <summary>The rows of those of a document's pages that have one, by page number.</summary>
    /// <param name="documentId">The document's id.</param>
    /// <param name="first">First page.</param>
    /// <param name="last">Last page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyDictionary<int, PageRow>> FindAsync(string documentId, int first, int last,
        CancellationToken cancellationToken)
    {
        var rows = new Dictionary<int, PageRow>();
        await foreach (PageRow row in QueryAsync(documentId, PageRow.Key(first), PageRow.Key(last + 1), select: null, cancellationToken))
            rows[row.Page] = row;
        return rows;
    }

    /// <summary>Writes a row over the version that was read; a row without an ETag is inserted.</summary>
    /// <returns>False after a concurrent write; otherwise the row has the new ETag.</returns>
    public async Task<bool> TryWriteAsync(PageRow row, CancellationToken cancellationToken)
    {
        row.WriteId = Guid.NewGuid().ToString("N");
        try
        {
            Response response = row.ETag == default
                ? await Table.AddEntityAsync(row, cancellationToken)
                : await Table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancellationToken);
            row.ETag = response.Headers.ETag ?? throw new InvalidOperationException("The table service answered a write without an ETag.");
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
        {
            // Also the result of the client library's retry when the first attempt arrived and only its response was lost.
            if (await FindAsync(row.PartitionKey, row.Page, cancellationToken) is not { } current || current.WriteId != row.WriteId)
                return false;
            row.ETag = current.ETag;
            return true;
        }
    }

    /// <summary>Removes a row, unless it was written since it was read.</summary>
    /// <returns>False after a concurrent write.</returns>
    public async Task<bool> TryDeleteAsync(PageRow row, CancellationToken cancellationToken)
    {
        try
        {
            await Table.DeleteEntityAsync(row, row.ETag, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            // Already deleted, which is the desired result.
            return e.Status == 404;
        }
    }

    /// <summary>Rows of a document's pages in order, starting at a page number.</summary>
    public IAsyncEnumerable<PageRow> ReadAsync(string documentId, int fromPage, CancellationToken cancellationToken) =>
        QueryAsync(documentId, PageRow.Key(fromPage), PageRow.EndKey, select: null, cancellationToken);

    /// <summary>Numbers of the pages that were read.</summary>
    public async Task<HashSet<int>> ReadPagesAsync(string documentId, CancellationToken cancellationToken)
    {
        var read = new HashSet<int>();
        await foreach (PageRow row in QueryAsync(documentId, PageRow.FirstKey, PageRow.EndKey, StatusOnly, cancellationToken))
        {
            if (row.GetStatus() == PageStatus.Succeeded)
                read.Add(row.Page);
        }

        return read;
    }

    /// <summary>Removes all rows of a document's pages.</summary>
    public async Task DeleteAllAsync(string documentId, CancellationToken cancellationToken)
    {
        var rows = QueryAsync(documentId, PageRow.FirstKey, PageRow.EndKey, StatusOnly, cancellationToken);
        await foreach (PageRow[] batch in rows.Chunk(BatchSize).WithCancellation(cancellationToken))
            await Table.SubmitTransactionAsync(
                batch.Select(
                    row => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(documentId, PageRow.Key(row.Page)),
                        ETag.All)), cancellationToken);
    }

    /// <summary>Counts the pages finished so far, by their rows.</summary>
    public async Task<PageCounts> CountAsync(string documentId, int run, CancellationToken cancellationToken)
    {
        var counts = new PageCounts();
        await foreach (PageRow row in QueryAsync(documentId, PageRow.FirstKey, PageRow.EndKey, StatusOnly, cancellationToken))
            counts.Add(row, run);
        return counts;
    }

    /// <param name="documentId">The document's id.</param>
    /// <param name="from">First key.</param>
    /// <param name="to">Key after the last one.</param>
    /// <param name="select">Columns; null for all.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    private async IAsyncEnumerable<PageRow> QueryAsync(string documentId, string from, string to, string[]? select,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {documentId} and RowKey ge {from} and RowKey lt {to}");
        await foreach (PageRow row in Table.QueryAsync<PageRow>(filter, select: select, cancellationToken: cancellationToken))
            yield return row;
    }
}
