using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Review;

namespace OcrFunctions.Http;

/// <summary><c>GET /api/documents/{id}/corrections</c>: all corrections of a document; orphaned ones are marked.</summary>
public sealed class ListCorrections(DocumentStore documents, CorrectedPageReader reader)
{
    [Function(nameof(ListCorrections))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = Routes.Corrections)] HttpRequest request, string id)
    {
        CancellationToken stop = request.HttpContext.RequestAborted;
        if (await documents.FindAsync(id, stop) is not { } document || document.GetStatus() == DocumentStatus.Deleted)
            return HttpResults.UnknownDocument(id);
        var all = await reader.CorrectionsAsync(id, stop);
        return HttpResults.Json(
            new Listing<CorrectionResponse>([.. all.Select(one => CorrectionResponse.Of(one.Correction, one.IsOrphan))], null));
    }
}

/// <summary>A correction in the API.</summary>
/// <param name="Key">Key by which it is reverted.</param>
/// <param name="Page">Page number, from 1.</param>
/// <param name="ResultVersion">The run whose recognition was corrected.</param>
/// <param name="Polygon">The word's position, eight numbers in the page's unit.</param>
/// <param name="Recognized">The recognized text.</param>
/// <param name="Text">The corrected text.</param>
/// <param name="Orphaned">Whether there is no longer a word at its position.</param>
/// <param name="CorrectedAt">Time, UTC.</param>
public sealed record CorrectionResponse(string Key, int Page, int ResultVersion, IReadOnlyList<double> Polygon, string Recognized,
    string Text, bool Orphaned, DateTime CorrectedAt)
{
    public static CorrectionResponse Of(Correction one, bool orphaned) =>
        new(one.RowKey, one.Page, one.ResultVersion, one.GetPolygon(), one.OldText, one.NewText, orphaned, one.CorrectedAt.UtcDateTime);
}
