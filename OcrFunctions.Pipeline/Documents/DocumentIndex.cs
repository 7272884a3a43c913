using System.Globalization;
using Azure;
using Azure.Data.Tables;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Documents;

/// <summary>
/// Table <c>DocumentIndex</c>, which lists documents newest first. PartitionKey is <c>all-{inverted month}</c>, RowKey
/// <c>{inverted ticks of creation}-{id}</c>, so that ascending keys are descending times and no partition grows for ever.
/// A row is a copy of the document's row, written again at intake, start and finish; writing it twice changes nothing.
/// </summary>
public sealed class DocumentIndex(StorageClients storage)
{
    private const string All = "all";

    private TableClient Table => storage.Tables.GetTableClient(StorageNames.IndexTable);

    /// <summary>Writes a document's row of the index.</summary>
    public Task PutAsync(DocumentRow document, CancellationToken cancellationToken) =>
        Table.UpsertEntityAsync(RowOf(document), TableUpdateMode.Replace, cancellationToken);

    /// <summary>Writes a document's first row of the index. One that is there stays: the document may have gone on since it was read.</summary>
    public async Task AddAsync(DocumentRow document, CancellationToken cancellationToken)
    {
        try
        {
            await Table.AddEntityAsync(RowOf(document), cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            // Ours, whose answer was lost, or a later one.
        }
    }

    /// <summary>One page of the list, newest first: one storage request.</summary>
    /// <param name="top">Most rows, 1 to 1,000.</param>
    /// <param name="continuation">From the page before; null for the first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The rows, and what the next page continues with; null after the last one.</returns>
    public async Task<(IReadOnlyList<DocumentIndexRow> Rows, string? Continuation)> ListAsync(int top, string? continuation, CancellationToken cancellationToken)
    {
        string filter = TableClient.CreateQueryFilter($"PartitionKey ge {All + "-"} and PartitionKey lt {All + "."}");
        var pages = Table.QueryAsync<DocumentIndexRow>(filter, top, cancellationToken: cancellationToken).AsPages(continuation);
        await foreach (Page<DocumentIndexRow> page in pages)
            return (page.Values, page.ContinuationToken);
        return ([], null);
    }

    private static DocumentIndexRow RowOf(DocumentRow document) => new(document)
    {
        PartitionKey = Partition(All, document.CreatedAt),
        RowKey = Row(document.CreatedAt, document.PartitionKey),
    };

    private static string Partition(string bucket, DateTimeOffset created)
    {
        DateTime utc = created.UtcDateTime;
        return string.Create(CultureInfo.InvariantCulture, $"{bucket}-{999_999 - (utc.Year * 100 + utc.Month):D6}");
    }

    private static string Row(DateTimeOffset created, string id) =>
        string.Create(CultureInfo.InvariantCulture, $"{DateTime.MaxValue.Ticks - created.UtcTicks:D19}-{id}");
}
