using Azure.Storage.Blobs;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Storage;
using OcrFunctions.Pipeline.Telemetry;

namespace OcrFunctions.Pipeline.Results;

/// <summary>
/// Copies the pages of another document with the same bytes and options: the copies are its own, and stay when the other is deleted.
/// </summary>
public sealed class ResultsCopier(DocumentStore documents, PageStore pages, StorageClients storage, TimeProvider time)
{
    private const int AtOnce = 8;

    private BlobContainerClient Results => storage.Blobs.GetBlobContainerClient(StorageNames.Results);

    /// <summary>Copies every page that was read. Idempotent; an existing page stays.</summary>
    /// <param name="run">The run that receives the pages.</param>
    /// <param name="from">Id of the document that has them.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>How many pages were copied.</returns>
    public async Task<int> CopyAsync(DocumentRun run, string from, CancellationToken cancellationToken)
    {
        DocumentRow? document = await documents.FindAsync(run.Id, cancellationToken);
        if (document is null || document.Run != run.Run || document.GetStatus().IsFinal())
            return 0;
        return await DocumentTrace.StepAsync("copy pages", run.Id, document.TraceParent, _ => CopyAllAsync(run, from, cancellationToken));
    }

    private async Task<int> CopyAllAsync(DocumentRun run, string from, CancellationToken cancellationToken)
    {
        int copied = 0;
        await Parallel.ForEachAsync(pages.ReadAsync(from, 1, cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (page, stop) =>
        {
            if (page.GetStatus() != PageStatus.Succeeded)
                return;
            await CopyAsync(page, run, stop);
            Interlocked.Increment(ref copied);
        });
        return copied;
    }

    private async Task CopyAsync(PageRow page, DocumentRun run, CancellationToken cancellationToken)
    {
        string from = page.DocumentId;
        page.ResultBlob = await CopyAsync(page.ResultBlob, from, run.Id, cancellationToken);
        page.TextBlob = await CopyAsync(page.TextBlob, from, run.Id, cancellationToken);
        (page.DocumentId, page.ETag, page.Run, page.Attempts) = (run.Id, default, run.Run, 0);
        page.CompletedAt = time.GetUtcNow();
        // False: another attempt has already stored the same.
        await pages.TryWriteAsync(page, cancellationToken);
    }

    private async Task<string?> CopyAsync(string? blob, string from, string to, CancellationToken cancellationToken)
    {
        if (blob is null)
            return null;
        string name = to + blob[from.Length..];
        var content = await Results.GetBlobClient(blob).DownloadContentAsync(cancellationToken);
        await Results.GetBlobClient(name).UploadAsync(
            content.Value.Content,
            new Azure.Storage.Blobs.Models.BlobUploadOptions { HttpHeaders = new() { ContentType = content.Value.Details.ContentType } },
            cancellationToken);
        return name;
    }
}
