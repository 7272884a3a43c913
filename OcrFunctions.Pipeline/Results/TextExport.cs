using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Results;

/// <summary>A document's text in <c>results/{id}/text.txt</c>: UTF-8, pages parted by form feeds, one for each page that was read.</summary>
public sealed class TextExport(StorageClients storage, PageStore pages, LongText texts)
{
    private BlobContainerClient Results => storage.Blobs.GetBlobContainerClient(StorageNames.Results);

    /// <summary>Tries against others who write the same.</summary>
    private const int MaxAttempts = 3;

    /// <summary>Metadata that tells one write of the blob from another.</summary>
    private const string WriteKey = "write";

    /// <summary>Writes the text of all pages that were read, page by page: memory does not grow with their number.</summary>
    /// <returns>The text itself where it is short, and the blob's name.</returns>
    public async Task<(string? Text, string BlobName)> WriteAsync(string documentId, CancellationToken cancellationToken)
    {
        string name = $"{documentId}/text.txt";
        for (int attempt = 1; ; attempt++)
        {
            string write = Guid.NewGuid().ToString("N");
            BlockBlobClient blob = Results.GetBlockBlobClient(name);
            var start = new StringBuilder();
            try
            {
                await WriteAsync(blob, write, documentId, start, cancellationToken);
                return (start.Length <= LongText.MaxInline ? start.ToString() : null, name);
            }
            catch (RequestFailedException e) when (e.Status == 412)
            {
                // The stream insists on the version that it began. The client library's second try meets what its first one has stored when only the answer was lost.
                BlobProperties stored = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
                if (stored.Metadata.TryGetValue(WriteKey, out string? by) && by == write)
                    return (start.Length <= LongText.MaxInline ? start.ToString() : null, name);
                // Two may finish at once, where one of them closes what the other was thought to have left.
                if (attempt == MaxAttempts)
                    throw;
            }
        }
    }

    /// <summary>Opens a finished document's text for reading.</summary>
    public async Task<Stream> OpenAsync(DocumentRow document, CancellationToken cancellationToken) =>
        await Results.GetBlobClient(document.TextBlob).OpenReadAsync(cancellationToken: cancellationToken);

    /// <param name="start">Takes the beginning of the text, and all of it where it is short.</param>
    private async Task WriteAsync(BlockBlobClient blob, string write, string documentId, StringBuilder start, CancellationToken cancellationToken)
    {
        var options = new BlockBlobOpenWriteOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = "text/plain; charset=utf-8" },
            Metadata = new Dictionary<string, string> { [WriteKey] = write },
        };
        await using Stream stream = await blob.OpenWriteAsync(overwrite: true, options, cancellationToken);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false));
        bool first = true;
        await foreach (PageRow row in pages.ReadAsync(documentId, 1, cancellationToken))
        {
            if (row.GetStatus() != PageStatus.Succeeded)
                continue;
            string text = (first ? "" : "\f") + await texts.ReadAsync(row.Text, row.TextBlob, cancellationToken);
            first = false;
            await writer.WriteAsync(text.AsMemory(), cancellationToken);
            if (start.Length <= LongText.MaxInline)
                start.Append(text);
        }
    }
}
