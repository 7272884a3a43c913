using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Inspection;

/// <summary>
/// First document with given content: rows of table <c>DocumentIndex</c>, PartitionKey <c>content-{SHA-256}</c>, RowKey a hash of the
/// options that decide what is read.
/// </summary>
public sealed class DuplicateRegistry(StorageClients storage, DocumentStore documents)
{
    /// <summary>Attempts to become the first document after one without results, against concurrent attempts.</summary>
    private const int MaxAttempts = 5;

    private TableClient Table => storage.Tables.GetTableClient(StorageNames.IndexTable);

    /// <summary>Registers a document.</summary>
    /// <param name="document">Its row.</param>
    /// <param name="sha256">Of its bytes, lower-case hex.</param>
    /// <param name="pages">The pages that will be read.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The earlier document with the same bytes and options; null if this is the first, or if all previous ones have no
    /// results.</returns>
    public async Task<DocumentRow?> RegisterAsync(DocumentRow document, string sha256, PageRanges pages,
        CancellationToken cancellationToken)
    {
        var row = new TableEntity("content-" + sha256, OptionsKey(document, pages)) { [nameof(DocumentIndexRow.Id)] = document.Id };
        for (int attempt = 1; ; attempt++)
        {
            var existing =
                await Table.GetEntityIfExistsAsync<TableEntity>(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
            string? id = existing.HasValue ? existing.Value!.GetString(nameof(DocumentIndexRow.Id)) : null;
            if (id == document.Id)
                return null;
            if (id is not null && await documents.FindAsync(id, cancellationToken) is { } first && IsReusable(first))
                return first;
            try
            {
                await (existing.HasValue ? Table.UpdateEntityAsync(row, existing.Value!.ETag, TableUpdateMode.Replace, cancellationToken)
                    : Table.AddEntityAsync(row, cancellationToken));
                return null;
            }
            catch (RequestFailedException e) when (e.Status is 404 or 409 or 412 && attempt < MaxAttempts)
            {
                // A concurrent registration, perhaps our own whose response was lost.
            }
        }
    }

    private static string OptionsKey(DocumentRow document, PageRanges pages)
    {
        string key = (document.GetOptions() with { Pages = pages.ToString() }).ResultsKey();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));
    }

    /// <summary>Whether the results of the first document, present or future, are those that a second one would have.</summary>
    private static bool IsReusable(DocumentRow first) =>
        first.GetStatus() is DocumentStatus.NotStarted or DocumentStatus.Running or DocumentStatus.Succeeded
            && first.GetStop(DateTimeOffset.MinValue) is null;
}
