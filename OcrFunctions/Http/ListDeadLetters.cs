using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using OcrFunctions.Pipeline.Api;
using OcrFunctions.Pipeline.DeadLetters;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Http;

/// <summary><c>GET /api/deadletters?top=&amp;code=</c>: failed pages and refused documents, those of the newest documents first.</summary>
public sealed class ListDeadLetters(DeadLetterStore deadLetters, ApiAddress address)
{
    [Function(nameof(ListDeadLetters))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = Routes.DeadLetters)] HttpRequest request)
    {
        if (!Query.TryNumber(request, "top", 1, ApiLimits.MaxListed, ApiLimits.DefaultListed, out int top, out IActionResult? problem))
            return problem;
        string? continuation = Query.Continuation(request), code = request.Query["code"];
        try
        {
            var (letters, next) =
                await deadLetters.ListAsync(string.IsNullOrEmpty(code) ? null : code, top, continuation,
                    request.HttpContext.RequestAborted);
            return HttpResults.Json(
                new Listing<DeadLetterResponse>([.. letters.Select(letter => DeadLetterResponse.Of(letter, address.Of(request)))],
                    Query.NextLink(address, request, next)));
        }
        catch (Exception e) when (e is InvalidContinuationException
            || (continuation is not null && e is RequestFailedException { Status: StatusCodes.Status400BadRequest }))
        {
            return HttpResults.Problem(StatusCodes.Status400BadRequest, ErrorCodes.InvalidOption,
                "'continuation' is not from a nextLink of this list. Start again without it.");
        }
    }
}
