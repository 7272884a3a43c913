using System.Text.Json.Serialization;

namespace OcrFunctions.Pipeline.Pages;

/// <summary>How one attempt at a page ended. It travels through the orchestration's history, so it is tiny.</summary>
/// <param name="Result">One of the constants.</param>
public sealed record PageOutcome([property: JsonPropertyName("result")] string Result)
{
    /// <summary>The words are stored.</summary>
    public const string Done = "done";

    /// <summary>The page is given up; its row says why.</summary>
    public const string Failed = "failed";

    /// <summary>Another attempt may do better.</summary>
    public const string Retry = "retry";

    /// <summary>The document is canceled, expired, finished, gone or of a newer run: nothing is left to do for this one.</summary>
    public const string Stopped = "stopped";
}

/// <summary>One page of one run, as the orchestration hands it to an activity.</summary>
public sealed record PageRun(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("run")] int Run,
    [property: JsonPropertyName("page")] int Page);
