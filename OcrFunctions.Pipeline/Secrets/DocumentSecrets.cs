using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Secrets;

/// <summary>
/// Passwords of documents, each in an encrypted blob of container <c>secrets</c> from upload to the document's end. The blob has a random
/// name, which the document's blob and row know; what is in it stands nowhere else.
/// </summary>
public sealed class DocumentSecrets(StorageClients storage, SecretCipher cipher)
{
    private BlobContainerClient Secrets => storage.Blobs.GetBlobContainerClient(StorageNames.Secrets);

    /// <summary>Stores a password.</summary>
    /// <returns>The blob's name.</returns>
    public async Task<string> StoreAsync(string password, CancellationToken cancellationToken)
    {
        string name = RandomNumberGenerator.GetHexString(32, lowercase: true);
        byte[] sealedText = cipher.Seal(Encoding.UTF8.GetBytes(password), name);
        await Secrets.GetBlobClient(name).UploadAsync(new BinaryData(sealedText), overwrite: false, cancellationToken);
        return name;
    }

    /// <summary>A document's password; null where it has none, or its blob is gone or from another account.</summary>
    /// <param name="name">The blob's name, from the document's row.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<string?> ReadAsync(string? name, CancellationToken cancellationToken)
    {
        if (!IsName(name))
            return null;
        try
        {
            BlobDownloadResult blob = await Secrets.GetBlobClient(name).DownloadContentAsync(cancellationToken);
            return cipher.Open(blob.Content.ToArray(), name!) is { } text ? Encoding.UTF8.GetString(text) : null;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Removes a password, if there is one.</summary>
    public async Task DeleteAsync(string? name, CancellationToken cancellationToken)
    {
        if (IsName(name))
            await Secrets.GetBlobClient(name).DeleteIfExistsAsync(cancellationToken: cancellationToken);
    }

    /// <summary>Names of the passwords that were stored before a time.</summary>
    public IAsyncEnumerable<string> OlderAsync(DateTimeOffset before) =>
        Secrets.GetBlobsAsync().Where(blob => blob.Properties.CreatedOn < before).Select(blob => blob.Name);

    /// <summary>A name comes from a blob's metadata, which is anybody's.</summary>
    private static bool IsName(string? name) => name is { Length: 32 } && name.All(char.IsAsciiHexDigitLower);
}
