using Azure;
using Azure.Data.Tables;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Documents;

/// <summary>
/// Table <c>DocumentIndex</c>: lists of documents, newest first, by the keys of <see cref="TimeKeys"/>; a document stands in each list that
/// <see cref="DocumentLists"/> names for it. A row is a copy of the document's row, written again at intake, start and finish; writing it
/// twice changes nothing. The list of unfinished documents is left last, so that a row that was cut short is found there.
/// </summary>
public sealed class DocumentIndex(StorageClients storage)
{
    private TableClient Table => storage.Tables.GetTableClient(StorageNames.IndexTable);

    /// <summary>Writes a document's rows of the index, and removes those of lists that it has left.</summary>
    public async Task PutAsync(DocumentRow document, CancellationToken cancellationToken)
    {
        await Task.WhenAll(DocumentLists.Of(document).Select(list => Table.UpsertEntityAsync(RowOf(list, document), TableUpdateMode.Replace, cancellationToken)));
        string[] former = [.. DocumentLists.Former(document, finishedBefore: document.Run > 1)];
        await Task.WhenAll(former.Where(list => list != DocumentLists.Active).Select(list => RemoveAsync(list, document, cancellationToken)));
        if (former.Contains(DocumentLists.Active))
            await RemoveAsync(DocumentLists.Active, document, cancellationToken);
    }

    /// <summary>Writes a document's first rows of the index. One that is there stays: the document may have gone on since it was read.</summary>
    public Task AddAsync(DocumentRow document, CancellationToken cancellationToken) =>
        Task.WhenAll(DocumentLists.Of(document).Select(list => AddAsync(list, document, cancellationToken)));

    /// <summary>Puts a document among the unfinished ones before it becomes one, so that whatever happens in between is found.</summary>
    public Task AnnounceAsync(DocumentRow document, CancellationToken cancellationToken) =>
        Table.UpsertEntityAsync(RowOf(DocumentLists.Active, document), TableUpdateMode.Replace, cancellationToken);

    /// <summary>Removes a row of the unfinished documents whose document does not exist.</summary>
    public Task ForgetAsync(DocumentIndexRow row, CancellationToken cancellationToken) =>
        Table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken);

    /// <summary>One page of a list, newest first: one storage request, more only where the filter leaves hardly anything of what it reads.</summary>
    /// <param name="filter">Which documents.</param>
    /// <param name="top">Most rows, 1 to 1,000.</param>
    /// <param name="continuation">From the page before; null for the first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The rows, and what the next page continues with; null after the last one.</returns>
    public Task<(IReadOnlyList<DocumentIndexRow> Rows, string? Continuation)> ListAsync(DocumentFilter filter, int top, string? continuation, CancellationToken cancellationToken) =>
        TableLists.PartAsync(Table.QueryAsync<DocumentIndexRow>(filter.Query(), top, cancellationToken: cancellationToken), continuation, cancellationToken);

    /// <summary>Documents that are not finished, as the index has them, newest first.</summary>
    public IAsyncEnumerable<DocumentIndexRow> ActiveAsync(CancellationToken cancellationToken) =>
        Table.QueryAsync<DocumentIndexRow>(TimeKeys.Of(DocumentLists.Active), cancellationToken: cancellationToken);

    /// <summary>Documents that were taken in before a time, newest of them first.</summary>
    /// <param name="before">The time.</param>
    /// <param name="condition">Further filter on the rows; null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IAsyncEnumerable<DocumentIndexRow> OlderAsync(DateTimeOffset before, string? condition, CancellationToken cancellationToken)
    {
        string filter = TimeKeys.Before(DocumentLists.All, before) + (condition is null ? "" : " and " + condition);
        return Table.QueryAsync<DocumentIndexRow>(filter, cancellationToken: cancellationToken);
    }

    private static DocumentIndexRow RowOf(string list, DocumentRow document) => new(document)
    {
        PartitionKey = TimeKeys.Partition(list, document.CreatedAt),
        RowKey = TimeKeys.Row(document.CreatedAt, document.PartitionKey),
    };

    private async Task AddAsync(string list, DocumentRow document, CancellationToken cancellationToken)
    {
        try
        {
            await Table.AddEntityAsync(RowOf(list, document), cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            // Ours, whose answer was lost, or a later one.
        }
    }

    private Task RemoveAsync(string list, DocumentRow document, CancellationToken cancellationToken) =>
        Table.DeleteEntityAsync(TimeKeys.Partition(list, document.CreatedAt), TimeKeys.Row(document.CreatedAt, document.PartitionKey), ETag.All, cancellationToken);
}
