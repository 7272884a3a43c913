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
/// <c>GET /api/documents/{id}/{json|text|pdf|pdfa|words.csv|hocr|alto|tsv|markdown}</c>: a finished document's results in a form, streamed, with
/// ranges and an ETag that changes when a correction does.
/// </summary>
public sealed class GetDocumentExport(DocumentStore documents, StorageClients storage)
{
    /// <summary>Times that an export may be written anew under a reader's hands before it is our failure.</summary>
    private const int Tries = 5;

    [Function(nameof(GetDocumentExport))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Routes.Export)] HttpRequest request, string id, string format)
    {
        CancellationToken stop = request.HttpContext.RequestAborted;
        if (ExportFormat.Find(format) is not { } wanted)
            return Answers.Problem(StatusCodes.Status404NotFound, HttpErrorCodes.UnknownFormat, $"There is no such form: ask for {string.Join(", ", ExportFormat.All.Select(known => known.Name))} or pages.");
        if (await documents.FindAsync(id, stop) is not { } document || document.GetStatus() == DocumentStatus.Deleted)
            return Answers.UnknownDocument(id);
        if (!document.GetStatus().IsFinal())
        {
            Answers.AskAgainLater(request.HttpContext.Response);
            return Answers.Problem(StatusCodes.Status409Conflict, HttpErrorCodes.DocumentNotFinished, $"The document is {document.Status}; its results are written when it is finished.");
        }

        if (document.Exports is not { } written)
            return Answers.Problem(StatusCodes.Status404NotFound, HttpErrorCodes.NoText, $"The document is {document.Status}: {document.GetError()?.Message ?? "no page was read."}");
        if (!written.Split(',').Contains(wanted.Name))
            return Answers.Problem(StatusCodes.Status404NotFound, HttpErrorCodes.ExportNotWritten, $"The settings (Ocr__Exports) asked for {written} when the document was finished.");
        Answers.Untrusted(request.HttpContext.Response, wanted.MediaType);
        BlobClient blob = storage.Blobs.GetBlobContainerClient(StorageNames.Results).GetBlobClient(wanted.Blob(id));
        for (int left = Tries - 1; ; left--)
        {
            try
            {
                return await ServeAsync(blob, wanted, request, stop);
            }
            catch (RequestFailedException e) when (e.Status == StatusCodes.Status412PreconditionFailed && left > 0)
            {
                // A correction has just written it anew: the new one is as good.
            }
        }
    }

    private static async Task<IActionResult> ServeAsync(BlobClient blob, ExportFormat format, HttpRequest request, CancellationToken stop)
    {
        BlobProperties properties = await blob.GetPropertiesAsync(cancellationToken: stop);
        // The version that the ETag names and no other, should a correction come in the middle.
        var same = new BlobOpenReadOptions(allowModifications: false) { Conditions = new BlobRequestConditions { IfMatch = properties.ETag } };
        Stream content = await blob.OpenReadAsync(same, stop);
        // It is opened by its first read, which stays in its buffer. Who asks for a part, or has it already, may not want the beginning.
        if (properties.ContentLength > 0 && request.Headers.Range.Count == 0 && request.Headers.IfNoneMatch.Count == 0)
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
