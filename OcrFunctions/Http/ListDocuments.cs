using System.Diagnostics.CodeAnalysis;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using OcrFunctions.Pipeline.Api;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Results;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Http;

/// <summary>
/// <c>GET /api/documents?top=&amp;status=&amp;batch=&amp;externalId=&amp;language=&amp;needsReview=&amp;live=</c>: documents, newest first;
/// <c>nextLink</c> is the next part. With <c>live=true</c> running ones have their progress.
/// </summary>
public sealed class ListDocuments(DocumentIndex index, LiveProgress progress, DocumentResponses responses, ApiAddress address)
{
    [Function(nameof(ListDocuments))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = Routes.Documents)] HttpRequest request)
    {
        if (!Query.TryNumber(request, "top", 1, ApiLimits.MaxListed, ApiLimits.DefaultListed, out int top, out IActionResult? problem)
            || !Query.TryFlag(request, "live", false, out bool live, out problem)
            || !TryFilter(request, out DocumentFilter? filter, out problem))
            return problem;
        string? continuation = Query.Continuation(request);
        try
        {
            var (rows, next) = await index.ListAsync(filter, top, continuation, request.HttpContext.RequestAborted);
            var running = live ? await progress.OfAsync(rows, request.HttpContext.RequestAborted) : [];
            var value = rows.Select(row => responses.Of(request, row.Id, row, running.GetValueOrDefault(row.Id)));
            return HttpResults.Json(new Listing<object>([.. value], Query.NextLink(address, request, next)));
        }
        catch (Exception e) when (e is InvalidContinuationException
            || (continuation is not null && e is RequestFailedException { Status: StatusCodes.Status400BadRequest }))
        {
            return HttpResults.Problem(StatusCodes.Status400BadRequest, ErrorCodes.InvalidOption,
                "'continuation' is not from a nextLink of this list. Start again without it.");
        }
    }

    private static bool TryFilter(HttpRequest request, [NotNullWhen(true)] out DocumentFilter? filter,
        [NotNullWhen(false)] out IActionResult? problem)
    {
        filter = null;
        if (!Query.TryFlag(request, "needsReview", false, out bool needsReview, out problem))
            return false;
        DocumentStatus? status = null;
        if (Text("status") is { } text)
        {
            // Enum.TryParse would also take numbers, and a tombstone is not a document.
            if (!text.All(char.IsAsciiLetter) || !Enum.TryParse(text, ignoreCase: true, out DocumentStatus known)
                || known == DocumentStatus.Deleted)
            {
                problem = HttpResults.Problem(StatusCodes.Status400BadRequest, ErrorCodes.InvalidOption,
                    $"'status' must be one of {string.Join(", ", Enum.GetNames<DocumentStatus>().SkipLast(1))}.");
                return false;
            }

            status = known;
        }

        // A plus in a query arrives as a space unless the client escaped it.
        filter = new DocumentFilter(
            status, Text(DocumentOptions.BatchKey), Text(DocumentOptions.ExternalIdKey),
            Text(DocumentOptions.LanguageKey)?.Replace(' ', '+'), needsReview);
        return true;

        string? Text(string key) => request.Query[key].ToString() is { Length: > 0 } given ? given : null;
    }
}
