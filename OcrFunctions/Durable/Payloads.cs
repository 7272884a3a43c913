using System.Text.Json.Serialization;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Recognition;

namespace OcrFunctions.Durable;

/// <summary>Input of one child orchestration.</summary>
/// <param name="Run">The run.</param>
/// <param name="Pages">Page ranges.</param>
/// <param name="Window">Page activities in flight at once.</param>
/// <param name="PagesPerActivity">Maximum number of pages that one of them reads; histories of earlier versions have none.</param>
public sealed record ChunkInput(
    [property: JsonPropertyName("run")] DocumentRun Run,
    [property: JsonPropertyName("pages")] string Pages,
    [property: JsonPropertyName("window")] int Window,
    [property: JsonPropertyName("pagesPerActivity")] int PagesPerActivity = 1);

/// <param name="Done">Pages read.</param>
/// <param name="Failed">Pages that failed.</param>
/// <param name="Stopped">The document is finished or of a newer run: the rest need not be read.</param>
public sealed record ChunkOutcome(
    [property: JsonPropertyName("done")] int Done,
    [property: JsonPropertyName("failed")] int Failed,
    [property: JsonPropertyName("stopped")] bool Stopped)
{
    public static ChunkOutcome Nothing { get; } = new(0, 0, false);

    public static ChunkOutcome operator +(ChunkOutcome one, ChunkOutcome other) =>
        new(one.Done + other.Done, one.Failed + other.Failed, one.Stopped || other.Stopped);

    /// <summary>That of one page.</summary>
    /// <param name="result">Its result: one of the constants of <see cref="PageOutcome"/> but <see cref="PageOutcome.Retry"/>.</param>
    public static ChunkOutcome Of(string result) => Of(new PageRangeOutcome().With(result));

    public static ChunkOutcome Of(PageRangeOutcome pages) => new(pages.Done, pages.Failed, pages.Stopped);
}

/// <summary>The parent's custom status; it changes once for each chunk.</summary>
public sealed record RunProgress(
    [property: JsonPropertyName("pagesTotal")] int PagesTotal,
    [property: JsonPropertyName("pagesDone")] int PagesDone,
    [property: JsonPropertyName("pagesFailed")] int PagesFailed)
{
    [JsonPropertyName("percent")]
    public int Percent => PagesTotal == 0 ? 0 : 100 * (PagesDone + PagesFailed) / PagesTotal;

    public RunProgress With(ChunkOutcome chunk) => new(PagesTotal, PagesDone + chunk.Done, PagesFailed + chunk.Failed);
}

/// <param name="Run">The run that receives the pages.</param>
/// <param name="From">Id of the document that has them.</param>
public sealed record CopyInput(
    [property: JsonPropertyName("run")] DocumentRun Run,
    [property: JsonPropertyName("from")] string From);

/// <param name="Run">The run to finish.</param>
/// <param name="Failure">Why nothing, or no more, was read; null if the pages decide.</param>
public sealed record FinishInput(
    [property: JsonPropertyName("run")] DocumentRun Run,
    [property: JsonPropertyName("failure")] OcrError? Failure);
