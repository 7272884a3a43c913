using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Options;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Review;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>
/// Writes a document's exports: every page is read once and passes by all of them, so memory and time grow with nothing but the pages
/// themselves. They are made as local files and stored when they are whole: a reader gets the version before or the one after.
/// </summary>
public sealed class DocumentExporter(PageReader pages, PdfExports pdfs, StorageClients storage, TempWorkspace workspace, IOptions<OcrOptions> options)
{
    private BlobContainerClient Results => storage.Blobs.GetBlobContainerClient(StorageNames.Results);

    /// <summary>Writes all exports that the settings ask for.</summary>
    /// <param name="document">The document as it is closed.</param>
    /// <param name="cancellationToken">Ends the work; what was stored before stays.</param>
    public async Task<ExportResult> WriteAsync(DocumentRow document, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateDirectory(Path.Combine(workspace.Path, "export-" + Path.GetRandomFileName())).FullName;
        try
        {
            return await WriteAsync(document, folder, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<ExportResult> WriteAsync(DocumentRow document, string folder, CancellationToken cancellationToken)
    {
        ExportFormat[] formats = [.. ExportFormat.All.Where(format => options.Value.ExportNames.Contains(format.Name))];
        int version = document.ResultVersion + 1, toReview = 0;
        string? text = null;
        await using (var set = new ExportFiles(folder, formats, options.Value))
        {
            await set.BeginAsync(new ExportDocument(document.PartitionKey, document, version));
            await foreach (PageResult page in pages.ReadAllAsync(document, cancellationToken))
            {
                toReview += page.Words?.Count(word => ReviewReasons.Of(word, options.Value.ReviewBelow).Count > 0) ?? 0;
                await set.PageAsync(page);
            }

            await set.EndAsync();
            text = set.ShortText;
        }

        IReadOnlyList<OcrWarning> warnings = await pdfs.WriteAsync(document, folder, formats, cancellationToken);
        foreach (ExportFormat format in formats.Where(format => File.Exists(Path.Combine(folder, format.FileName))))
            await StoreAsync(format, document.PartitionKey, Path.Combine(folder, format.FileName), cancellationToken);
        // A PDF that cannot be made anew, since its source is gone, stays as it was.
        string[] names = [.. formats.Where(format => File.Exists(Path.Combine(folder, format.FileName)) || Had(document, format)).Select(format => format.Name)];
        string? textBlob = formats.Contains(ExportFormat.Text) ? ExportFormat.Text.Blob(document.PartitionKey) : null;
        return new ExportResult(version, names, text, textBlob, toReview, document.CorrectionsVersion, warnings);
    }

    private static bool Had(DocumentRow document, ExportFormat format) => document.Exports?.Split(',').Contains(format.Name) == true;

    private async Task StoreAsync(ExportFormat format, string documentId, string file, CancellationToken cancellationToken)
    {
        var upload = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = format.MediaType } };
        await Results.GetBlobClient(format.Blob(documentId)).UploadAsync(file, upload, cancellationToken);
    }
}
