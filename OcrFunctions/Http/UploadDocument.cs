using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using OcrFunctions.Orchestrations;
using OcrFunctions.Pipeline;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Results;

namespace OcrFunctions.Http;

/// <summary><c>POST /api/documents?name=scan.pdf</c> with the file as the body, or as the first file of a multipart form; options are parameters, or fields of the form before the file.</summary>
public sealed class UploadDocument(DocumentUpload upload, IOptions<OcrOptions> options)
{
    /// <summary>Header with the password of an encrypted PDF.</summary>
    internal const string PasswordHeader = "Ocr-Password";

    /// <summary>Longest name, in characters.</summary>
    private const int MaxName = 300;

    [Function(nameof(UploadDocument))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Routes.Documents)] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        if (request.Query.ContainsKey(UploadBody.PasswordKey))
            return Answers.Problem(StatusCodes.Status400BadRequest, ErrorCodes.InvalidOption, $"A password does not belong into a URL, which ends up in logs: send it as header {PasswordHeader}, or as field '{UploadBody.PasswordKey}' of a form, before the file.");

        DocumentRow document;
        try
        {
            UploadBody? body = await UploadBody.OpenAsync(request, request.HttpContext.RequestAborted);
            if (body is null)
                return Answers.Problem(StatusCodes.Status400BadRequest, HttpErrorCodes.NoFile, "The form holds no file. Send one, or the file itself as the body: POST /api/documents?name=scan.pdf.");
            // What the URL says goes before what a form says.
            if (!DocumentOptions.TryRead(key => request.Query.TryGetValue(key, out StringValues given) ? given : body.Field(key), options.Value.DefaultLanguage, out DocumentOptions wanted, out OcrError? error))
                return Answers.Problem(StatusCodes.Status400BadRequest, error);
            string name = Name(request.Query[UploadBody.NameKey], body.Field(UploadBody.NameKey), body.Name);
            if (name.Length > MaxName)
                return Answers.Problem(StatusCodes.Status400BadRequest, ErrorCodes.InvalidOption, $"The name has {name.Length} characters; at most {MaxName} are kept.");
            document = await upload.UploadAsync(body.Content, name, wanted, body.Field(UploadBody.PasswordKey) ?? request.Headers[PasswordHeader], new DurableRuns(client), request.HttpContext.RequestAborted);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Answers.Problem(e.StatusCode, ErrorCodes.FileTooLarge, $"Over HTTP a file may have {UploadLimit.MaxBytes:N0} bytes; larger ones go straight into the storage container.");
        }

        DocumentLinks links = DocumentLinks.For(request, document.PartitionKey, document.Exports);
        IHeaderDictionary headers = request.HttpContext.Response.Headers;
        headers["Operation-Location"] = links.Self;
        headers.Location = links.Self;
        Answers.AskAgainLater(request.HttpContext.Response);
        HttpManagementPayload? management = options.Value.HideManagementUrls ? null : client.CreateHttpManagementPayload(document.GetRun().InstanceId);
        return Answers.Json(DocumentAnswer.Of(DocumentStatusBody.Of(document.PartitionKey, document), links, management), StatusCodes.Status202Accepted);
    }

    private static string Name(params string?[] given) => given.FirstOrDefault(name => !string.IsNullOrWhiteSpace(name)) ?? "document";
}
