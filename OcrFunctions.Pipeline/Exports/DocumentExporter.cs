using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Options;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Infrastructure;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Review;
using OcrFunctions.Pipeline.Storage;
using OcrFunctions.Pipeline.Telemetry;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>
/// Writes a document's exports: every page is read once and passed to all of them, so memory and time depend only on the pages
/// themselves. They are written as local files and stored when complete: a reader gets the previous version or the new one.
/// </summary>
public sealed class DocumentExporter(CorrectedPageReader pages, PdfExports pdfs, StorageClients storage, TempWorkspace workspace,
    IOptions<OcrOptions> options)
{
    private BlobContainerClient Results => storage.Blobs.GetBlobContainerClient(StorageNames.Results);

    /// <summary>Writes all exports that the settings request.</summary>
    /// <param name="document">The document as it is closed.</param>
    /// <param name="cancellationToken">Ends the work; what was already stored stays.</param>
    public async Task<ExportResult> WriteAsync(DocumentRow document, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateDirectory(Path.Combine(workspace.Path, "export-" + Path.GetRandomFileName())).FullName;
        try
        {
            return await DocumentTrace.PartAsync("write exports", _ => WriteAsync(document, folder, cancellationToken));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<ExportResult> WriteAsync(DocumentRow document, string folder, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> requested = ExportFormats.Requested(options.Value);
        ExportFormat[] formats = [.. ExportFormats.All.Where(format => requested.Contains(format.Name))];
        int version = document.ResultVersion + 1, toReview = 0;
        int mostToReview = document.GetOptions().ReviewLimit(options.Value.MaxReviewWords) ?? int.MaxValue;
        string? text = null;
        await using (var set = new ExportFiles(folder, formats, options.Value))
        {
            await set.BeginAsync(new ExportDocument(document.Id, document, version));
            await foreach (PageResult page in pages.ReadAllAsync(document, cancellationToken))
            {
                toReview += page.Words?.Count(word => word.Review is not null) ?? 0;
                await set.PageAsync(page);
            }

            await set.EndAsync();
            text = set.ShortText;
        }

        IReadOnlyList<OcrWarning> warnings = await pdfs.WriteAsync(document, folder, formats, cancellationToken);
        foreach (ExportFormat format in formats.Where(format => File.Exists(Path.Combine(folder, format.FileName))))
            await StoreAsync(format, document.Id, Path.Combine(folder, format.FileName), cancellationToken);
        // A PDF that cannot be rewritten because its source was deleted stays as it was.
        IEnumerable<ExportFormat> written =
            formats.Where(format => File.Exists(Path.Combine(folder, format.FileName)) || Had(document, format));
        string[] names = [.. written.Select(format => format.Name)];
        string? textBlob = formats.Contains(ExportFormats.Text) ? ExportFormats.Text.Blob(document.Id) : null;
        return new ExportResult(version, names, text, textBlob, Math.Min(toReview, mostToReview), document.CorrectionsVersion, warnings);
    }

    private static bool Had(DocumentRow document, ExportFormat format) => document.GetExports().Contains(format.Name);

    private async Task StoreAsync(ExportFormat format, string documentId, string file, CancellationToken cancellationToken)
    {
        var upload = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = format.MediaType } };
        await Results.GetBlobClient(format.Blob(documentId)).UploadAsync(file, upload, cancellationToken);
    }
}
