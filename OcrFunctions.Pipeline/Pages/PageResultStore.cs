using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using OcrFunctions.Pipeline.Infrastructure;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Pages;

/// <summary>The words of each page, in the results container.</summary>
public sealed class PageResultStore(StorageClients storage)
{
    private BlobContainerClient Results => storage.Blobs.GetBlobContainerClient(StorageNames.Results);

    /// <summary>Stores a page, overwriting what an earlier attempt may have left.</summary>
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

    /// <summary>A page according to its row: the stored words, or what is known of a page that was not read.</summary>
    public async Task<PageResult> ReadAsync(PageRow row, CancellationToken cancellationToken)
    {
        if (row.ResultBlob is null)
        {
            return new PageResult
            {
                Page = row.Page,
                Status = row.GetStatus(),
                Width = row.Width,
                Height = row.Height,
                Unit = row.Unit,
                Dpi = row.Dpi,
                Source = row.GetSource(),
                Confidence = row.Confidence,
                Error = row.GetError(),
                CpuMilliseconds = row.CpuMilliseconds,
            };
        }

        BlobDownloadResult blob = await Results.GetBlobClient(row.ResultBlob).DownloadContentAsync(cancellationToken);
        PageResult page = blob.Content.ToObjectFromJson<PageResult>(PipelineJson.Options)
            ?? throw new InvalidDataException($"The result {row.ResultBlob} is empty.");
        return StoredPageUpgrade.Apply(page);
    }
}
