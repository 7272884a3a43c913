using Azure;
using Azure.Data.Tables;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Documents;

/// <summary>
/// Who was first with some bytes: rows of table <c>DocumentIndex</c>, PartitionKey <c>content-{SHA-256}</c>, RowKey a hash of the options
/// that decide what is read.
/// </summary>
public sealed class DuplicateRegistry(StorageClients storage, DocumentStore documents)
{
    /// <summary>Tries to become the first after a first one that came to nothing, against others who try the same.</summary>
    private const int MaxAttempts = 5;

    private TableClient Table => storage.Tables.GetTableClient(StorageNames.IndexTable);

    /// <summary>Enters a document.</summary>
    /// <param name="document">Its row.</param>
    /// <param name="sha256">Of its bytes, lower-case hex.</param>
    /// <param name="pages">The pages that will be read.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The earlier document of the same bytes and options; null where this is the first, or all before it came to nothing.</returns>
    public async Task<DocumentRow?> EnterAsync(DocumentRow document, string sha256, PageRanges pages, CancellationToken cancellationToken)
    {
        var row = new TableEntity("content-" + sha256, document.OptionsKey(pages)) { [nameof(DocumentIndexRow.Id)] = document.PartitionKey };
        for (int attempt = 1; ; attempt++)
        {
            var there = await Table.GetEntityIfExistsAsync<TableEntity>(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
            string? id = there.HasValue ? there.Value!.GetString(nameof(DocumentIndexRow.Id)) : null;
            if (id == document.PartitionKey)
                return null;
            if (id is not null && await documents.FindAsync(id, cancellationToken) is { } first && IsOfUse(first))
                return first;
            try
            {
                await (there.HasValue ? Table.UpdateEntityAsync(row, there.Value!.ETag, TableUpdateMode.Replace, cancellationToken) : Table.AddEntityAsync(row, cancellationToken));
                return null;
            }
            catch (RequestFailedException e) when (e.Status is 404 or 409 or 412 && attempt < MaxAttempts)
            {
                // Somebody entered in between, perhaps we ourselves with an answer that was lost.
            }
        }
    }

    /// <summary>Whether what the first one gave, or will give, is what a second one would.</summary>
    private static bool IsOfUse(DocumentRow first) => first.GetStatus() is DocumentStatus.NotStarted or DocumentStatus.Running or DocumentStatus.Succeeded && first.GetStop(DateTimeOffset.MinValue) is null;
}
