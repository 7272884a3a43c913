using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Review;

namespace OcrFunctions.Http;

/// <summary><c>GET /api/documents/{id}/corrections</c>: all corrections of a document; those that have lost their word say so.</summary>
public sealed class ListCorrections(DocumentStore documents, PageReader reader)
{
    [Function(nameof(ListCorrections))]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Routes.Corrections)] HttpRequest request, string id)
    {
        CancellationToken stop = request.HttpContext.RequestAborted;
        if (await documents.FindAsync(id, stop) is not { } document || document.GetStatus() == DocumentStatus.Deleted)
            return Answers.UnknownDocument(id);
        var all = await reader.CorrectionsAsync(id, stop);
        return Answers.Json(new Listing<CorrectionAnswer>([.. all.Select(one => CorrectionAnswer.Of(one.Correction, one.IsOrphan))], null));
    }
}

/// <summary>A correction as the API shows it.</summary>
/// <param name="Key">What it is taken back by.</param>
/// <param name="Page">Page number, from 1.</param>
/// <param name="ResultVersion">The run whose recognition was corrected.</param>
/// <param name="Polygon">Where the word stood, eight numbers in the page's unit.</param>
/// <param name="Recognised">What had been recognised there.</param>
/// <param name="Text">What stands there.</param>
/// <param name="Orphaned">Whether no word stands there any more.</param>
/// <param name="CorrectedAt">When, UTC.</param>
public sealed record CorrectionAnswer(string Key, int Page, int ResultVersion, IReadOnlyList<double> Polygon, string Recognised, string Text, bool Orphaned, DateTime CorrectedAt)
{
    public static CorrectionAnswer Of(Correction one, bool orphaned) =>
        new(one.RowKey, one.Page, one.ResultVersion, one.GetPolygon(), one.OldText, one.NewText, orphaned, one.CorrectedAt.UtcDateTime);
}
