using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using OcrFunctions.Pipeline;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Results;

namespace OcrFunctions.Http;

/// <summary><c>GET /api/documents?top=</c>: all documents, newest first; <c>nextLink</c> leads on.</summary>
public sealed class ListDocuments(DocumentIndex index)
{
    private const int DefaultTop = 50, MaxTop = 1_000;

    [Function(nameof(ListDocuments))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Routes.Documents)] HttpRequest request)
    {
        if (!Query.TryNumber(request, "top", 1, MaxTop, DefaultTop, out int top, out IActionResult? problem))
            return problem;
        string? continuation = request.Query["continuation"];
        try
        {
            var (rows, next) = await index.ListAsync(top, continuation, request.HttpContext.RequestAborted);
            var value = rows.Select(row => DocumentAnswer.Of(DocumentStatusBody.Of(row.Id, row), DocumentLinks.For(request, row.Id)));
            string? nextLink = next is null ? null : $"{DocumentLinks.Collection(request)}?top={top}&continuation={Uri.EscapeDataString(next)}";
            return Answers.Json(new Listing<object>([.. value], nextLink));
        }
        catch (Exception e) when (continuation is not null && e is ArgumentException or RequestFailedException { Status: 400 })
        {
            return Answers.Problem(StatusCodes.Status400BadRequest, ErrorCodes.InvalidOption, "The continuation is none that this list gave out.");
        }
    }
}
