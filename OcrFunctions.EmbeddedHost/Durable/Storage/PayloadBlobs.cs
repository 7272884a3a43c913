using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace OcrFunctions.EmbeddedHost.Durable.Storage;

/// <summary>Texts too large for a table, as blobs <c>payloads/{instance}/{run}-{generation}/{random}</c>; written once, never changed.</summary>
internal sealed class PayloadBlobs(BlobContainerClient container)
{
    public async Task<string> WriteAsync(InstanceState owner, string text, CancellationToken cancellation)
    {
        string name = $"{Folder(owner)}{Guid.NewGuid():N}";
        await container.GetBlobClient(name).UploadAsync(BinaryData.FromString(text), overwrite: true, cancellation);
        return name;
    }

    public async Task<string> ReadAsync(string name, CancellationToken cancellation)
    {
        BlobDownloadResult blob = await container.GetBlobClient(name).DownloadContentAsync(cancellation);
        return blob.Content.ToString();
    }

    /// <summary>The text itself, fetched if it lies in a blob.</summary>
    public async Task<StoredText> FetchAsync(StoredText text, CancellationToken cancellation) =>
        text is { Text: null, Blob: { } blob } ? text with { Text = await ReadAsync(blob, cancellation) } : text;

    /// <summary>The text with a blob behind it, if it needs one.</summary>
    public async Task<StoredText> SettleAsync(InstanceState owner, StoredText text, CancellationToken cancellation) =>
        text.NeedsBlob ? text with { Blob = await WriteAsync(owner, text.Text!, cancellation) } : text;

    public Task DeleteGenerationAsync(InstanceState owner, CancellationToken cancellation) => DeleteAllAsync(Folder(owner), cancellation);

    public Task DeleteInstanceAsync(string instanceId, CancellationToken cancellation) => DeleteAllAsync(Folder(instanceId), cancellation);

    private static string Folder(string instanceId) => $"payloads/{StorageKeys.Escape(instanceId)}/";

    private static string Folder(InstanceState owner) => $"{Folder(owner.InstanceId)}{owner.RunId}-{owner.Generation:D8}/";

    private async Task DeleteAllAsync(string prefix, CancellationToken cancellation)
    {
        await foreach (BlobItem blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellation))
            await container.GetBlobClient(blob.Name).DeleteIfExistsAsync(cancellationToken: cancellation);
    }
}
