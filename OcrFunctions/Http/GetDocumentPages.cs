using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Review;

namespace OcrFunctions.Http;

/// <summary>
/// <c>GET /api/documents/{id}/pages?top=&amp;after=&amp;words=</c>: the pages finished so far, in order, with their
/// words unless <c>words=false</c>; at most <c>top</c> (1 to 100) at once, from the page after <c>after</c>.
/// </summary>
public sealed class GetDocumentPages(DocumentStore documents, PageStore pages, CorrectedPageReader reader, ApiAddress address)
{
    private const int DefaultTop = 20, MaxTop = 100;

    [Function(nameof(GetDocumentPages))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = Routes.Pages)] HttpRequest request, string id)
    {
        CancellationToken stop = request.HttpContext.RequestAborted;
        if (!Query.TryNumber(request, "top", 1, MaxTop, DefaultTop, out int top, out IActionResult? problem)
            || !Query.TryNumber(request, "after", 0, int.MaxValue - 1, 0, out int after, out problem)
            || !Query.TryFlag(request, "words", true, out bool words, out problem))
            return problem;
        if (await documents.FindAsync(id, stop) is not { } document || document.GetStatus() == DocumentStatus.Deleted)
            return HttpResults.UnknownDocument(id);

        var rows = new List<PageRow>();
        bool more = false;
        await foreach (PageRow row in pages.ReadAsync(id, after + 1, stop))
        {
            if (!row.IsFinal(document.Run))
                continue;
            more = rows.Count == top;
            if (more)
                break;
            rows.Add(row);
        }

        PageResult[] value = await Task.WhenAll(rows.Select(row => reader.ReadAsync(row, words, stop)));
        string? nextLink =
            !more ? null
                : address.Of(request,
                    new QueryString(
                        string.Create(CultureInfo.InvariantCulture, $"?top={top}&after={rows[^1].Page}{(words ? "" : "&words=false")}")));
        return HttpResults.Json(new Listing<PageResult>(value, nextLink));
    }
}
