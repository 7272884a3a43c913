using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using OcrFunctions.Pipeline;
using OcrFunctions.Pipeline.DeadLetters;

namespace OcrFunctions.Http;

/// <summary><c>GET /api/deadletters?top=&amp;code=</c>: failed pages and refused documents, those of the newest documents first.</summary>
public sealed class ListDeadLetters(DeadLetterStore deadLetters)
{
    private const int DefaultTop = 50, MaxTop = 1_000;

    [Function(nameof(ListDeadLetters))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Routes.DeadLetters)] HttpRequest request)
    {
        if (!Query.TryNumber(request, "top", 1, MaxTop, DefaultTop, out int top, out IActionResult? problem))
            return problem;
        string? continuation = request.Query["continuation"], code = request.Query["code"];
        try
        {
            var (letters, next) = await deadLetters.ListAsync(string.IsNullOrEmpty(code) ? null : code, top, continuation, request.HttpContext.RequestAborted);
            return Answers.Json(new Listing<DeadLetterAnswer>([.. letters.Select(letter => DeadLetterAnswer.Of(letter, request))], Query.NextLink(request, next)));
        }
        catch (Exception e) when (continuation is not null && e is ArgumentException or RequestFailedException { Status: 400 })
        {
            return Answers.Problem(StatusCodes.Status400BadRequest, ErrorCodes.InvalidOption, "The continuation is none that this list gave out.");
        }
    }
}
