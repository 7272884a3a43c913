using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Results;

/// <summary>A document's text in <c>results/{id}/text.txt</c>: UTF-8, pages parted by form feeds, one for each page that was read.</summary>
public sealed class TextExport(StorageClients storage, PageStore pages, LongText texts)
{
    private BlobContainerClient Results => storage.Blobs.GetBlobContainerClient(StorageNames.Results);

    /// <summary>Tries of a write that others, or our own lost answers, disturb.</summary>
    private const int MaxAttempts = 3;

    /// <summary>Writes the text of all pages that were read, page by page: memory does not grow with their number.</summary>
    /// <returns>The text itself where it is short, and the blob's name.</returns>
    public async Task<(string? Text, string BlobName)> WriteAsync(string documentId, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await TryWriteAsync(documentId, cancellationToken);
            }
            catch (RequestFailedException e) when (e.Status == 412 && attempt < MaxAttempts)
            {
                // The stream insists on the version that it began. A second try over a first one whose answer was lost meets its own.
            }
        }
    }

    /// <summary>Opens a finished document's text for reading.</summary>
    public async Task<Stream> OpenAsync(DocumentRow document, CancellationToken cancellationToken) =>
        await Results.GetBlobClient(document.TextBlob).OpenReadAsync(cancellationToken: cancellationToken);

    private async Task<(string? Text, string BlobName)> TryWriteAsync(string documentId, CancellationToken cancellationToken)
    {
        string name = $"{documentId}/text.txt";
        var start = new StringBuilder();
        var options = new BlobOpenWriteOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "text/plain; charset=utf-8" } };
        await using Stream blob = await Results.GetBlobClient(name).OpenWriteAsync(overwrite: true, options, cancellationToken);
        await using var writer = new StreamWriter(blob, new UTF8Encoding(false));
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

        return (start.Length <= LongText.MaxInline ? start.ToString() : null, name);
    }
}
