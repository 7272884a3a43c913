using System.Text.Json.Serialization;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Pipeline.Recognition;

/// <summary>How one attempt at a page ended. It is part of the orchestration's history, so it is small.</summary>
/// <param name="Result">One of the constants.</param>
public sealed record PageOutcome([property: JsonPropertyName("result")] string Result)
{
    /// <summary>The words are stored.</summary>
    public const string Done = "done";

    /// <summary>The page failed; its row says why.</summary>
    public const string Failed = "failed";

    /// <summary>Another attempt may succeed.</summary>
    public const string Retry = "retry";

    /// <summary>The document is canceled, expired, finished, deleted or of a newer run: nothing is left to do for this run.</summary>
    public const string Stopped = "stopped";
}

/// <summary>
/// One page of one run, as the orchestration passes it to an activity: flat JSON, as histories of unfinished documents hold it.
/// </summary>
/// <param name="Document">The run.</param>
/// <param name="Page">Page number, from 1.</param>
public sealed record PageRun(
    [property: JsonIgnore] DocumentRun Document,
    [property: JsonPropertyName("page"), JsonPropertyOrder(3)] int Page)
{
    [JsonConstructor]
    private PageRun(string documentId, int runNumber, int page)
        : this(new DocumentRun(documentId, runNumber), page)
    {
    }

    [JsonInclude, JsonPropertyName("id"), JsonPropertyOrder(1)]
    private string DocumentId => Document.Id;

    [JsonInclude, JsonPropertyName("run"), JsonPropertyOrder(2)]
    private int RunNumber => Document.Run;
}
