using System.Globalization;
using System.Text;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Secrets;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Intake;

/// <summary>Stores a document that was posted over HTTP in the container for dropped ones, so that there is a single intake path.</summary>
public sealed class DocumentUpload(StorageClients storage, DocumentSecrets secrets, DocumentIntake intake, TimeProvider time)
{
    /// <summary>Longest name that is kept, in characters of its percent-encoded form: a blob name may have 1,024.</summary>
    private const int MaxName = 700;

    /// <summary>Bytes buffered in memory while a body is streamed.</summary>
    private const int BlockSize = 4 * 1024 * 1024;

    /// <summary>Prefix of the names of posted blobs; only the app writes there.</summary>
    internal const string Prefix = "http/";

    /// <summary>Whether a document was posted, so that its blob belongs to the app and not to its user.</summary>
    public static bool IsPosted(DocumentRow document) =>
        document.Container == StorageNames.Documents && document.BlobName.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Stores a body and ingests it.</summary>
    /// <param name="body">The document's bytes; read once, without seeking.</param>
    /// <param name="name">File name as its user knows it; may be any text.</param>
    /// <param name="options">The requested options.</param>
    /// <param name="password">Opens an encrypted PDF; null if there is none.</param>
    /// <param name="runs">Starts the orchestration.</param>
    /// <param name="cancellationToken">Cancels the upload; nothing of it remains.</param>
    /// <returns>The document's row.</returns>
    public async Task<DocumentRow> UploadAsync(Stream body, string name, DocumentOptions options, Secret? password, IDocumentRuns runs,
        CancellationToken cancellationToken)
    {
        // The password first: the trigger may see the document as soon as it is stored.
        string? secret = password is null ? null : await secrets.StoreAsync(password, cancellationToken);

        // Options travel in the same PUT: set afterwards, the trigger could see the blob without them, and they would change its ETag.
        Dictionary<string,
            string> metadata = BlobMetadata.Write([(BlobMetadata.NameKey, name), (BlobMetadata.SecretKey, secret), .. options.Texts()]);

        BlobClient blob = storage.Blobs.GetBlobContainerClient(StorageNames.Documents).GetBlobClient(BlobName(name));
        ETag version;
        try
        {
            version = await StoreAsync(blob, body, metadata, cancellationToken);
        }
        catch
        {
            await secrets.DeleteAsync(secret, CancellationToken.None);
            throw;
        }

        return await intake.IngestAsync(BlobSource.Of(blob.BlobContainerName, blob.Name, version), metadata, runs, cancellationToken);
    }

    private static async Task<ETag> StoreAsync(BlobClient blob, Stream body, Dictionary<string, string> metadata,
        CancellationToken cancellationToken)
    {
        try
        {
            BlobContentInfo stored = await blob.UploadAsync(body, new BlobUploadOptions
            {
                Metadata = metadata,
                // A retry after a lost response would create a second version, which is a second document.
                Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
                TransferOptions =
                    new StorageTransferOptions { InitialTransferSize = BlockSize, MaximumTransferSize = BlockSize, MaximumConcurrency = 2 },
            }, cancellationToken);
            return stored.ETag;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // The name is unique to this upload: the first attempt arrived.
            BlobProperties stored = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            return stored.ETag;
        }
    }

    /// <summary>A unique name for every upload; the prefix distinguishes two files of the same name.</summary>
    private string BlobName(string name)
    {
        var safe = new StringBuilder();
        int escaped = 0;
        foreach (Rune rune in Path.GetFileName(name.Replace('\\', '/')).EnumerateRunes())
        {
            string text = Rune.IsControl(rune) || rune == Rune.ReplacementChar ? "_" : rune.ToString();
            if ((escaped += Uri.EscapeDataString(text).Length) > MaxName)
                break;
            safe.Append(text);
        }

        // Azure refuses names whose last segment ends in a dot.
        string last = safe.ToString().TrimEnd('.', ' ');
        return string.Create(CultureInfo.InvariantCulture,
            $"{Prefix}{time.GetUtcNow():yyyyMMdd}-{Guid.NewGuid():N}/{(last.Length == 0 ? "document" : last)}");
    }
}
