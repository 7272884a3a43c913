using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace OcrFunctions.EmbeddedHost.Triggers.Blobs;

/// <summary>
/// Remembers which versions of which blobs a function has dealt with: an empty blob for each, named as the real host names
/// it. Written after the call, so that a crash in between calls again rather than never.
/// </summary>
internal sealed class BlobReceipts(BlobContainerClient hosts, string hostId)
{
    private const int LongestBlobName = 1024;

    /// <summary>Names of every receipt of a function.</summary>
    public async Task<HashSet<string>> LoadAsync(string function, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        await foreach (BlobItem receipt in hosts.GetBlobsAsync(BlobTraits.None, BlobStates.None, Prefix(function), cancellationToken))
            names.Add(receipt.Name);
        return names;
    }

    public async Task WriteAsync(string function, string container, BlobVersion version, CancellationToken cancellationToken)
    {
        try
        {
            await hosts.GetBlobClient(NameOf(function, container, version)).UploadAsync(BinaryData.Empty, overwrite: true, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // Somebody removed the container while the host was running.
            await hosts.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            await hosts.GetBlobClient(NameOf(function, container, version)).UploadAsync(BinaryData.Empty, overwrite: true, cancellationToken);
        }
    }

    /// <summary>The longest blob names leave no room for a receipt's own parts, so a hash stands for them.</summary>
    public string NameOf(string function, string container, BlobVersion version)
    {
        string start = $"{Prefix(function)}{version.ETag}/{container}/";
        return start.Length + version.Name.Length <= LongestBlobName
            ? start + version.Name
            : start + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(version.Name)));
    }

    private string Prefix(string function) => $"blobreceipts/{hostId}/{function}/";
}
