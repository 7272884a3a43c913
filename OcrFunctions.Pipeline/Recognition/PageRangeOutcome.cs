using System.Text.Json.Serialization;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Pipeline.Recognition;

/// <summary>Several pages of one run, as the orchestration passes them to an activity.</summary>
/// <param name="Document">The run.</param>
/// <param name="Pages">Page ranges.</param>
public sealed record PageRangeRun(
    [property: JsonPropertyName("run")] DocumentRun Document,
    [property: JsonPropertyName("pages")] string Pages);

/// <summary>How one attempt at several pages ended. It is part of the orchestration's history, so it is small.</summary>
public sealed record PageRangeOutcome
{
    /// <summary>Pages whose words are stored.</summary>
    [JsonPropertyName("done")]
    public int Done { get; init; }

    /// <summary>Pages that failed; their rows say why.</summary>
    [JsonPropertyName("failed")]
    public int Failed { get; init; }

    /// <summary>Nothing is left to do for this run, as <see cref="PageOutcome.Stopped"/>.</summary>
    [JsonPropertyName("stopped")]
    public bool Stopped { get; init; }

    /// <summary>Ranges of pages whose next attempt may succeed; null if there are none.</summary>
    [JsonPropertyName("retry"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Retry { get; init; }

    /// <summary>Ranges of pages that were not begun; null if there are none.</summary>
    [JsonPropertyName("remaining"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Remaining { get; init; }

    /// <summary>With another page.</summary>
    /// <param name="result">Its result: one of the constants of <see cref="PageOutcome"/> but <see cref="PageOutcome.Retry"/>.</param>
    public PageRangeOutcome With(string result) => result switch
    {
        PageOutcome.Done => this with { Done = Done + 1 },
        PageOutcome.Stopped => this with { Stopped = true },
        _ => this with { Failed = Failed + 1 },
    };
}
