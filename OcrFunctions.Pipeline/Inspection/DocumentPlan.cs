using System.Text.Json.Serialization;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;

namespace OcrFunctions.Pipeline.Inspection;

/// <summary>
/// What inspection decided: a refusal, or pages and the shape of the fan-out. Under 1 KB, since it is stored in the history.
/// </summary>
/// <param name="Error">Why nothing will be read; null if pages will be read.</param>
/// <param name="Pages">Page ranges to read, such as <c>1-200</c>.</param>
/// <param name="Chunks">Number of child orchestrations that share the pages.</param>
/// <param name="Lanes">Children that run at once.</param>
/// <param name="Window">Page activities that one child orchestration keeps in flight.</param>
/// <param name="PagesPerActivity">Maximum number of pages that one of them reads; histories of earlier versions have none.</param>
public sealed record DocumentPlan(
    [property: JsonPropertyName("error")] OcrError? Error,
    [property: JsonPropertyName("pages")] string Pages,
    [property: JsonPropertyName("chunks")] int Chunks,
    [property: JsonPropertyName("lanes")] int Lanes,
    [property: JsonPropertyName("window")] int Window,
    [property: JsonPropertyName("pagesPerActivity")] int PagesPerActivity = 1)
{
    /// <summary>Id of a document whose pages are copied instead of read.</summary>
    [JsonPropertyName("copyFrom")]
    public string? CopyFrom { get; init; }

    /// <summary>The pages of another document are to be copied, which is not finished yet: ask again later.</summary>
    [JsonPropertyName("wait")]
    public bool Wait { get; init; }

    /// <summary>Nothing is left to read: the document was stopped, or all of it was already read.</summary>
    public static DocumentPlan Nothing { get; } = new(null, "", 0, 0, 0);

    /// <summary>Two children at once: while one drains its last pages, the other keeps the engines busy.</summary>
    public const int MaxLanes = 2;

    /// <summary>A document with fewer pages is not split into chunks.</summary>
    private const int MinPagesPerChunk = 4;

    /// <summary>Nothing will be read.</summary>
    public static DocumentPlan Refuse(OcrError error) => new(error, "", 0, 0, 0);

    /// <summary>Splits pages into chunks of about the same size.</summary>
    /// <param name="pages">Pages to read, at least one.</param>
    /// <param name="pagesPerChunk">Maximum number of pages in a chunk.</param>
    /// <param name="documentWindow">Page activities of the whole document in flight at once.</param>
    /// <param name="pagesPerActivity">Maximum number of pages that one of them reads.</param>
    public static DocumentPlan Of(PageRanges pages, int pagesPerChunk, int documentWindow, int pagesPerActivity)
    {
        int chunks = (pages.Count + pagesPerChunk - 1) / pagesPerChunk;
        // Two lanes need two chunks, unless there are too few pages to share.
        if (chunks == 1 && pages.Count >= MaxLanes * MinPagesPerChunk)
            chunks = MaxLanes;
        int lanes = Math.Min(chunks, MaxLanes);
        return new DocumentPlan(null, pages.ToString(), chunks, lanes, Math.Max(1, documentWindow / lanes), pagesPerActivity);
    }
}
