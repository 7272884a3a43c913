using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Secrets;

/// <summary>
/// Passwords of documents, each in an encrypted blob of container <c>secrets</c> from upload until the document finishes. The blob has a
/// random name, which the document's blob and row hold; its content is stored nowhere else.
/// </summary>
public sealed class DocumentSecrets(StorageClients storage, SecretCipher cipher)
{
    private BlobContainerClient Secrets => storage.Blobs.GetBlobContainerClient(StorageNames.Secrets);

    /// <summary>Stores a password.</summary>
    /// <returns>The blob's name.</returns>
    public async Task<string> StoreAsync(Secret password, CancellationToken cancellationToken)
    {
        string name = RandomNumberGenerator.GetHexString(32, lowercase: true);
        byte[] sealedText = cipher.Seal(Encoding.UTF8.GetBytes(password.Reveal()), name);
        await Secrets.GetBlobClient(name).UploadAsync(new BinaryData(sealedText), overwrite: false, cancellationToken);
        return name;
    }

    /// <summary>A document's password; null if it has none, or its blob was deleted or is from another account.</summary>
    /// <param name="name">The blob's name, from the document's row.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Secret?> ReadAsync(string? name, CancellationToken cancellationToken)
    {
        if (!IsName(name))
            return null;
        try
        {
            BlobDownloadResult blob = await Secrets.GetBlobClient(name).DownloadContentAsync(cancellationToken);
            return cipher.Open(blob.Content.ToArray(), name!) is { } text ? Secret.Of(Encoding.UTF8.GetString(text)) : null;
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

    /// <summary>Names of the passwords that were stored before a given time.</summary>
    public IAsyncEnumerable<string> OlderAsync(DateTimeOffset before) =>
        Secrets.GetBlobsAsync().Where(blob => blob.Properties.CreatedOn < before).Select(blob => blob.Name);

    /// <summary>A name comes from a blob's metadata, which is untrusted.</summary>
    private static bool IsName(string? name) => name is { Length: 32 } && name.All(char.IsAsciiHexDigitLower);
}
