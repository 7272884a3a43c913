using Azure.Storage.Blobs;

namespace OcrFunctions.Pipeline.Storage;

/// <summary>
/// Text in a table row: up to <see cref="MaxInline"/> characters are stored in the row; longer text is in a blob and the row
/// holds its name. Azurite and Azure count an entity's bytes differently, so the app must enforce the limit itself.
/// </summary>
public sealed class LongText(StorageClients storage)
{
    /// <summary>Maximum number of characters stored in a row (a string property holds 32,768).</summary>
    public const int MaxInline = 32_000;

    private BlobContainerClient Results => storage.Blobs.GetBlobContainerClient(StorageNames.Results);

    /// <summary>Stores a text before its row is written.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="blobName">Blob in the results container that receives it if it is long; overwritten.</param>
    /// <returns>The value for the row: the text itself, or the blob's name.</returns>
    public async Task<(string? Inline, string? BlobName)> StoreAsync(string text, string blobName, CancellationToken cancellationToken)
    {
        if (text.Length <= MaxInline)
            return (text, null);
        await Results.GetBlobClient(blobName).UploadAsync(BinaryData.FromString(text), overwrite: true, cancellationToken);
        return (null, blobName);
    }

    /// <summary>The text that <see cref="StoreAsync"/> stored.</summary>
    public async Task<string> ReadAsync(string? inline, string? blobName, CancellationToken cancellationToken)
    {
        if (blobName is null)
            return inline ?? "";
        var response = await Results.GetBlobClient(blobName).DownloadContentAsync(cancellationToken);
        return response.Value.Content.ToString();
    }
}
