using Azure.Storage.Blobs;
using Microsoft.Extensions.Options;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Intake;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>Copies a finished document's exports to the configured container and names; they also stay in <c>results</c>.</summary>
public sealed class WriteBack(StorageClients storage, IOptions<OcrOptions> options)
{
    /// <summary>Maximum length of a blob name.</summary>
    private const int MaxName = 1_024;

    /// <summary>Copies everything that was written, overwriting earlier versions.</summary>
    public async Task CopyAsync(DocumentRow document, CancellationToken cancellationToken)
    {
        if (options.Value.WriteBackContainer.Length == 0 || document.Exports is not { Length: > 0 } exports)
            return;
        BlobContainerClient results = storage.Blobs.GetBlobContainerClient(StorageNames.Results),
            target = storage.Blobs.GetBlobContainerClient(options.Value.WriteBackContainer);
        await target.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        foreach (ExportFormat format in exports.Split(',').Select(ExportFormats.Find).OfType<ExportFormat>())
        {
            await using Stream content =
                await results.GetBlobClient(format.Blob(document.Id)).OpenReadAsync(cancellationToken: cancellationToken);
            await target.GetBlobClient(Name(options.Value.WriteBackName, document, format)).UploadAsync(
                content, new Azure.Storage.Blobs.Models.BlobUploadOptions { HttpHeaders = new() { ContentType = format.MediaType } },
                cancellationToken);
        }
    }

    /// <summary>The name of a copy; see <see cref="OcrOptions.WriteBackName"/>.</summary>
    internal static string Name(string pattern, DocumentRow document, ExportFormat format)
    {
        // A posted file is stored under a prefix that means nothing to its user.
        string path = DocumentUpload.IsPosted(document) ? document.Name : document.BlobName;
        string last = path[(path.LastIndexOf('/') + 1)..], stem = last.LastIndexOf('.') is > 0 and var dot ? last[..dot] : last;
        string name = pattern
            .Replace("{path}", path, StringComparison.Ordinal)
            .Replace("{name}", stem, StringComparison.Ordinal)
            .Replace("{id}", document.Id, StringComparison.Ordinal)
            .Replace("{file}", format.FileName, StringComparison.Ordinal)
            .Replace("{ext}", format.FileName[(format.FileName.IndexOf('.', StringComparison.Ordinal) + 1)..], StringComparison.Ordinal);
        return name.Length <= MaxName ? name : name[^MaxName..];
    }
}
