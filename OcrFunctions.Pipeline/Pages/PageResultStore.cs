using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Pages;

/// <summary>The words of each page, in the results container.</summary>
public sealed class PageResultStore(StorageClients storage)
{
    private BlobContainerClient Results => storage.Blobs.GetBlobContainerClient(StorageNames.Results);

    /// <summary>Stores a page, over what an earlier attempt may have left.</summary>
    /// <returns>The blob's name.</returns>
    public async Task<string> StoreAsync(string documentId, PageResult page, CancellationToken cancellationToken)
    {
        string name = PageRow.Blob(documentId, page.Page, "json");
        await Results.GetBlobClient(name).UploadAsync(
            new BinaryData(JsonSerializer.SerializeToUtf8Bytes(page, PipelineJson.Options)),
            new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "application/json; charset=utf-8" } },
            cancellationToken);
        return name;
    }

    /// <summary>A page as its row says it is: the stored words, or what is known of a page without any.</summary>
    /// <param name="row">The page's row.</param>
    /// <param name="withWords">False spares the read of the words.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<PageResult> ReadAsync(PageRow row, bool withWords, CancellationToken cancellationToken)
    {
        if (!withWords || row.ResultBlob is null)
        {
            return new PageResult
            {
                Page = row.Page,
                Status = row.GetStatus(),
                Width = row.Width,
                Height = row.Height,
                Unit = row.Unit,
                Dpi = row.Dpi,
                Rotation = row.GetStatus() == PageStatus.Succeeded ? 0 : null,
                Source = row.GetSource(),
                Confidence = row.Confidence,
                Error = row.GetError(),
                CpuMilliseconds = row.CpuMilliseconds,
            };
        }

        BlobDownloadResult blob = await Results.GetBlobClient(row.ResultBlob).DownloadContentAsync(cancellationToken);
        return blob.Content.ToObjectFromJson<PageResult>(PipelineJson.Options)
            ?? throw new InvalidDataException($"The result {row.ResultBlob} is empty.");
    }
}
