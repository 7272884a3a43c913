using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Exports;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Http;

/// <summary>
/// <c>GET /api/documents/{id}/{format}</c>: a finished document's results in one of <see cref="ExportFormats"/>, streamed, with ranges and
/// an ETag that changes with each correction.
/// </summary>
public sealed class GetDocumentExport(DocumentStore documents, StorageClients storage)
{
    /// <summary>Number of times an export may be rewritten during a read before the read fails.</summary>
    private const int MaxAttempts = 5;

    [Function(nameof(GetDocumentExport))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = Routes.Export)] HttpRequest request, string id, string format)
    {
        CancellationToken stop = request.HttpContext.RequestAborted;
        if (ExportFormats.Find(format) is not { } requested)
        {
            string known = string.Join(", ", ExportFormats.All.Select(one => one.Name));
            return HttpResults.Problem(StatusCodes.Status404NotFound, HttpErrorCodes.UnknownFormat,
                $"Unknown export. Available: {known} and pages.");
        }

        if (await documents.FindAsync(id, stop) is not { } document || document.GetStatus() == DocumentStatus.Deleted)
            return HttpResults.UnknownDocument(id);
        if (!document.GetStatus().IsFinal())
        {
            HttpResults.SetRetryAfter(request.HttpContext.Response);
            return HttpResults.Problem(StatusCodes.Status409Conflict, HttpErrorCodes.DocumentNotFinished,
                $"The document is {document.Status}; its results are written when it is finished.");
        }

        if (document.Exports is null)
            return HttpResults.Problem(StatusCodes.Status404NotFound, HttpErrorCodes.NoText,
                $"The document is {document.Status}: {document.GetError()?.Message ?? "no page was read."}");
        if (!document.GetExports().Contains(requested.Name))
            return HttpResults.Problem(StatusCodes.Status404NotFound, HttpErrorCodes.ExportNotWritten,
                $"When the document was finished, Ocr__Exports was {document.Exports}.");
        HttpResults.SetUntrustedContent(request.HttpContext.Response, requested.MediaType);
        HttpResults.SetFileName(request.HttpContext.Response, requested.FileNameOf(document.Name));
        BlobClient blob = storage.Blobs.GetBlobContainerClient(StorageNames.Results).GetBlobClient(requested.Blob(id));
        for (int left = MaxAttempts - 1; ; left--)
        {
            try
            {
                return await ServeAsync(blob, requested, request, stop);
            }
            catch (RequestFailedException e) when (e.Status == StatusCodes.Status412PreconditionFailed && left > 0)
            {
                // A correction has just rewritten it: the new version is equally valid.
            }
        }
    }

    private static async Task<IActionResult> ServeAsync(BlobClient blob, ExportFormat format, HttpRequest request, CancellationToken stop)
    {
        BlobProperties properties = await blob.GetPropertiesAsync(cancellationToken: stop);
        // Exactly the version that the ETag names, even if a correction is made meanwhile.
        var same = new BlobOpenReadOptions(
            allowModifications: false)
        { Conditions = new BlobRequestConditions { IfMatch = properties.ETag } };
        Stream content = await blob.OpenReadAsync(same, stop);
        // It is opened by its first read, which stays in its buffer. HEAD, range or conditional requests may not need the beginning.
        if (properties.ContentLength > 0 && !HttpMethods.IsHead(request.Method) && request.Headers.Range.Count == 0
            && request.Headers.IfNoneMatch.Count == 0)
        {
            await content.ReadExactlyAsync(new byte[1], stop);
            content.Position = 0;
        }

        return new FileStreamResult(content, format.MediaType)
        {
            EnableRangeProcessing = true,
            EntityTag = new EntityTagHeaderValue(properties.ETag.ToString("H")),
            LastModified = properties.LastModified,
        };
    }
}
