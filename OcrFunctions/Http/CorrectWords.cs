using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using OcrFunctions.Durable;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Infrastructure;
using OcrFunctions.Pipeline.Review;

namespace OcrFunctions.Http;

/// <summary>
/// <c>POST /api/documents/{id}/corrections</c> with <c>{"corrections":[{"page":1,"word":"p1w12","content":"teh","text":"the"}]}</c>:
/// corrects words of a finished document and has its exports rewritten. All are accepted, or none.
/// </summary>
public sealed class CorrectWords(DocumentStore documents, DocumentCorrections corrections)
{
    /// <summary>Maximum number of corrections at once, and maximum length of one.</summary>
    private const int MaxCount = 1_000, MaxText = 500;

    [Function(nameof(CorrectWords))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Routes.Corrections)] HttpRequest request,
        [DurableClient] DurableTaskClient client, string id)
    {
        CancellationToken stop = request.HttpContext.RequestAborted;
        if (await documents.FindAsync(id, stop) is not { } document || document.GetStatus() == DocumentStatus.Deleted)
            return HttpResults.UnknownDocument(id);
        if (!document.GetStatus().IsFinal())
            return HttpResults.Problem(StatusCodes.Status409Conflict, HttpErrorCodes.DocumentNotFinished,
                $"The document is {document.Status}; its words can be corrected when it is finished.");
        if (await ReadAsync(request, stop) is not { } changes)
            return HttpResults.Problem(StatusCodes.Status400BadRequest, ErrorCodes.InvalidOption,
                $"The body is {{\"corrections\":[{{\"page\":1,\"word\":\"p1w12\",\"content\":\"teh\",\"text\":\"the\"}}]}}: 1 to "
                    + $"{MaxCount} corrections, each text of at most {MaxText} characters without control characters.");

        IReadOnlyList<string> errors = await corrections.CorrectAsync(document, changes, new DurableRuns(client), stop);
        return errors.Count > 0
            ? HttpResults.Problem(StatusCodes.Status409Conflict, HttpErrorCodes.WordChanged, string.Join(' ', errors.Take(10)))
            : new StatusCodeResult(StatusCodes.Status202Accepted);
    }

    private static async Task<IReadOnlyList<WordChange>?> ReadAsync(HttpRequest request, CancellationToken stop)
    {
        try
        {
            Body? body = await JsonSerializer.DeserializeAsync<Body>(request.Body, PipelineJson.Options, stop);
            return body?.Corrections is { Count: >= 1 and <= MaxCount } changes && changes.All(IsWellFormed) ? changes : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsWellFormed(WordChange? change) =>
        change is { Page: >= 1, Word.Length: > 0, Text.Length: <= MaxText } && !change.Text.Any(char.IsControl);

    private sealed record Body(IReadOnlyList<WordChange>? Corrections);
}
