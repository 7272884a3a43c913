using Azure;
using Azure.Data.Tables;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Documents;

/// <summary>
/// Table <c>DocumentIndex</c>: lists of documents, newest first, by the keys of <see cref="TimeKeys"/>; a document is in each list that
/// <see cref="DocumentLists"/> names for it. A row is a copy of the document's row, written again at intake, start and finish; writing it
/// twice changes nothing. The list of unfinished documents is left last, so that an interrupted update is found there.
/// </summary>
public sealed class DocumentIndex(StorageClients storage)
{
    private TableClient Table => storage.Tables.GetTableClient(StorageNames.IndexTable);

    /// <summary>Writes a document's rows of the index, and removes those of lists that it no longer belongs to.</summary>
    public async Task PutAsync(DocumentRow document, CancellationToken cancellationToken)
    {
        await Task.WhenAll(
            DocumentLists.Of(document)
                .Select(list => Table.UpsertEntityAsync(RowOf(list, document), TableUpdateMode.Replace, cancellationToken)));
        string[] former = [.. DocumentLists.Former(document, finishedBefore: document.Run > 1)];
        await Task.WhenAll(
            former.Where(list => list != DocumentLists.Active).Select(list => RemoveAsync(list, document, cancellationToken)));
        if (former.Contains(DocumentLists.Active))
            await RemoveAsync(DocumentLists.Active, document, cancellationToken);
    }

    /// <summary>
    /// Writes a document's first rows of the index. Existing rows are kept: the document may have progressed since it was read.
    /// </summary>
    public Task AddAsync(DocumentRow document, CancellationToken cancellationToken) =>
        Task.WhenAll(DocumentLists.Of(document).Select(list => AddAsync(list, document, cancellationToken)));

    /// <summary>Lists a document as unfinished before it becomes so, so that an interruption in between is found.</summary>
    public Task MarkActiveAsync(DocumentRow document, CancellationToken cancellationToken) =>
        Table.UpsertEntityAsync(RowOf(DocumentLists.Active, document), TableUpdateMode.Replace, cancellationToken);

    /// <summary>Removes a row of the unfinished documents whose document does not exist.</summary>
    public Task RemoveActiveAsync(DocumentIndexRow row, CancellationToken cancellationToken) =>
        Table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken);

    /// <summary>
    /// One page of a list, newest first: one storage request, more only if the filter discards almost everything it reads.
    /// </summary>
    /// <param name="filter">Which documents.</param>
    /// <param name="top">Maximum number of rows, 1 to 1,000.</param>
    /// <param name="continuation">From the previous page; null for the first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The rows, and the continuation of the next page; null after the last one.</returns>
    /// <exception cref="InvalidContinuationException">The continuation is from no page of this list.</exception>
    public Task<(IReadOnlyList<DocumentIndexRow> Rows, string? Continuation)> ListAsync(DocumentFilter filter, int top,
        string? continuation, CancellationToken cancellationToken) =>
        TableLists.ReadSegmentAsync<DocumentIndexRow>(Table, filter.Query(), top, continuation, cancellationToken);

    /// <summary>Unfinished documents from the index, newest first.</summary>
    public IAsyncEnumerable<DocumentIndexRow> ActiveAsync(CancellationToken cancellationToken) =>
        Table.QueryAsync<DocumentIndexRow>(TimeKeys.Of(DocumentLists.Active), cancellationToken: cancellationToken);

    /// <summary>Documents that were ingested before a given time, newest first.</summary>
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
        RowKey = TimeKeys.Row(document.CreatedAt, document.Id),
    };

    private async Task AddAsync(string list, DocumentRow document, CancellationToken cancellationToken)
    {
        try
        {
            await Table.AddEntityAsync(RowOf(list, document), cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            // Either our own write, whose response was lost, or a later one.
        }
    }

    private Task<Response> RemoveAsync(string list, DocumentRow document, CancellationToken cancellationToken) =>
        Table.DeleteEntityAsync(TimeKeys.Partition(list, document.CreatedAt), TimeKeys.Row(document.CreatedAt, document.Id), ETag.All,
            cancellationToken);
}
