using System.Globalization;
using System.Text;
using Azure;
using Azure.Storage.Blobs.Specialized;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Secrets;
using OcrFunctions.Pipeline.Storage;
using OcrFunctions.Pipeline.Telemetry;

namespace OcrFunctions.Pipeline.Intake;

/// <summary>Stores a document that was posted over HTTP in the container for dropped ones, so that there is a single intake path.</summary>
public sealed class DocumentUpload(StorageClients storage, DocumentSecrets secrets, DocumentIntake intake, TimeProvider time)
{
    /// <summary>Longest name that is kept, in characters of its percent-encoded form: a blob name may have 1,024.</summary>
    private const int MaxName = 700;

    /// <summary>Prefix of the names of posted blobs; only the app writes there.</summary>
    internal const string Prefix = "http/";

    /// <summary>Whether a document was posted, so that its blob belongs to the app and not to its user.</summary>
    public static bool IsPosted(DocumentRow document) =>
        document.Container == StorageNames.Documents && document.BlobName.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Stores a body and ingests it.</summary>
    /// <param name="body">The document's bytes; read once, without seeking.</param>
    /// <param name="fileName">Becomes part of the blob's name; may be any text.</param>
    /// <param name="readDetails">Called when the body has been read: in a form, fields may follow the file.</param>
    /// <param name="runs">Starts the orchestration.</param>
    /// <param name="cancellationToken">Cancels the upload; nothing of it remains.</param>
    /// <returns>The document's row.</returns>
    public async Task<DocumentRow> UploadAsync(Stream body, string fileName, Func<CancellationToken, Task<UploadDetails>> readDetails,
        IDocumentRuns runs, CancellationToken cancellationToken)
    {
        BlockBlobClient blob = storage.Blobs.GetBlobContainerClient(StorageNames.Documents).GetBlockBlobClient(BlobName(fileName));
        string? secret = null;
        Dictionary<string, string> metadata = [];
        ETag version;
        try
        {
            version = await new StreamedBlob(blob).WriteAsync(body, DescribeAsync, cancellationToken);
        }
        catch
        {
            await secrets.DeleteAsync(secret, CancellationToken.None);
            throw;
        }

        BlobSource source = BlobSource.Of(blob.BlobContainerName, blob.Name, version);
        DocumentTrace.TagCaller(DocumentId.Of(source));
        return await intake.IngestAsync(source, metadata, runs, cancellationToken);

        // Options travel with the bytes: set afterwards, the trigger could see the blob without them, and they would change its ETag.
        async Task<IDictionary<string, string>> DescribeAsync(CancellationToken stop)
        {
            UploadDetails details = await readDetails(stop);
            // The password first: the trigger may see the document as soon as it is stored.
            secret = details.Password is null ? null : await secrets.StoreAsync(details.Password, stop);
            metadata = BlobMetadata.Write(
                [(BlobMetadata.NameKey, details.Name), (BlobMetadata.SecretKey, secret),
                    (BlobMetadata.TraceParentKey, DocumentTrace.Current), .. details.Options.Texts()]);
            return metadata;
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
