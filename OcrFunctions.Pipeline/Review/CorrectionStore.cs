using Azure;
using Azure.Data.Tables;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Review;

/// <summary>The corrections of documents.</summary>
public sealed class CorrectionStore(StorageClients storage)
{
    private TableClient Table => storage.Tables.GetTableClient(StorageNames.CorrectionsTable);

    /// <summary>Stores a correction, replacing one of the same word.</summary>
    public Task PutAsync(Correction correction, CancellationToken cancellationToken) =>
        Table.UpsertEntityAsync(correction, TableUpdateMode.Replace, cancellationToken);

    /// <summary>Reverts a correction.</summary>
    /// <param name="documentId">The document.</param>
    /// <param name="key">RowKey of the correction.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False if there was none.</returns>
    public async Task<bool> RemoveAsync(string documentId, string key, CancellationToken cancellationToken)
    {
        using Response response = await Table.DeleteEntityAsync(documentId, key, ETag.All, cancellationToken);
        return response.Status != 404;
    }

    /// <summary>All corrections of a document, or of one of its pages, in page order.</summary>
    public async Task<IReadOnlyList<Correction>> ReadAsync(string documentId, int? page, CancellationToken cancellationToken)
    {
        string from = page is { } first ? $"{first:D6}-" : "", to = page is { } last ? $"{last:D6}." : "~";
        var all = new List<Correction>();
        await foreach (Correction one in Table.QueryAsync<Correction>(
            TableClient.CreateQueryFilter($"PartitionKey eq {documentId} and RowKey ge {from} and RowKey lt {to}"),
            cancellationToken: cancellationToken))
            all.Add(one);
        return all;
    }

    /// <summary>Removes all corrections of a document.</summary>
    public async Task RemoveAllAsync(string documentId, CancellationToken cancellationToken)
    {
        foreach (Correction one in await ReadAsync(documentId, null, cancellationToken))
            await RemoveAsync(documentId, one.RowKey, cancellationToken);
    }
}
