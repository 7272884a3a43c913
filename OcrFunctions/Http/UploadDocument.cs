using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using OcrFunctions.Durable;
using OcrFunctions.Pipeline.Api;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Intake;
using OcrFunctions.Pipeline.Secrets;

namespace OcrFunctions.Http;

/// <summary>
/// <c>POST /api/documents?name=scan.pdf</c> with the file as the body, or as the one file of a multipart form; options are query
/// parameters or form fields.
/// </summary>
public sealed class UploadDocument(
    DocumentUpload upload, UploadDetailsReader details, DocumentResponses responses, IOptions<OcrOptions> options)
{
    [Function(nameof(UploadDocument))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Routes.Documents)] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        if (request.Query.ContainsKey(ApiParameters.Password))
            return HttpResults.Problem(StatusCodes.Status400BadRequest, ErrorCodes.InvalidOption,
                $"A password must not be sent in a URL, which ends up in logs. Send it in the header {ApiHeaders.Password}, or in the "
                    + $"form field '{ApiParameters.Password}'.");

        CancellationToken stop = request.HttpContext.RequestAborted;
        DocumentRow document;
        try
        {
            UploadBody body = await UploadBody.OpenAsync(request, stop);
            // What is known to be invalid is refused before the file is stored.
            UploadDetails first = await details.ReadAsync(request, body, stop);
            document = await upload.UploadAsync(
                body.Content, first.Name,
                async stop => await body.CompleteAsync(stop) ? await details.ReadAsync(request, body, stop) : first,
                new DurableRuns(client), stop);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return HttpResults.Problem(e.StatusCode, ErrorCodes.FileTooLarge,
                $"The limit over HTTP is {ApiLimits.MaxBodyBytes:N0} bytes; upload larger files directly to the storage container.");
        }
        catch (UploadRefusedException e)
        {
            return HttpResults.Problem(StatusCodes.Status400BadRequest, e.Code, e.Message);
        }
        catch (NoSecretKeyException e)
        {
            return HttpResults.Problem(StatusCodes.Status503ServiceUnavailable, HttpErrorCodes.NoSecretKey, e.Message);
        }
        catch (Exception e) when (e is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            // The reader of forms found an invalid part, or the end of the body where a boundary should be.
            return HttpResults.Problem(StatusCodes.Status400BadRequest, HttpErrorCodes.MalformedForm,
                "The multipart form is malformed or was cut short. Nothing of it was stored; send it again.");
        }

        JsonObject response = responses.Of(request, document.Id, document);
        if (!options.Value.HideManagementUrls)
            responses.AddManagement(response, client.CreateHttpManagementPayload(document.GetRun().InstanceId));
        IHeaderDictionary headers = request.HttpContext.Response.Headers;
        headers.Location = responses.Self(request, document.Id);
        headers["Operation-Location"] = headers.Location;
        HttpResults.SetRetryAfter(request.HttpContext.Response);
        return HttpResults.Json(response, StatusCodes.Status202Accepted);
    }
}
