using System.Text.Json.Serialization;

namespace OcrFunctions.Pipeline.Results;

/// <summary>How a run ended: the output of its orchestration.</summary>
/// <param name="Status">Text of a <see cref="Documents.DocumentStatus"/>, or <c>Stale</c>.</param>
public sealed record DocumentOutcome(
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("pagesDone")] int PagesDone,
    [property: JsonPropertyName("pagesFailed")] int PagesFailed)
{
    /// <summary>The document was deleted or is of a newer run.</summary>
    public static readonly DocumentOutcome Stale = new(nameof(Stale), 0, 0);
}
