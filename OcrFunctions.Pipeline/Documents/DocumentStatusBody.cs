using System.Text.Json.Serialization;
using OcrFunctions.Pipeline.Errors;

namespace OcrFunctions.Pipeline.Documents;

/// <summary>The API's representation of a document.</summary>
public record DocumentStatusBody
{
    [JsonPropertyOrder(-10)]
    public required string Id { get; init; }

    [JsonPropertyOrder(-9)]
    public required string Name { get; init; }

    [JsonPropertyOrder(-8)]
    public required DocumentStatus Status { get; init; }

    [JsonPropertyOrder(-7)]
    public required DocumentProgress Progress { get; init; }

    /// <summary>The caller's name for a group of documents.</summary>
    [JsonPropertyOrder(-6)]
    public string? Batch { get; init; }

    /// <summary>The caller's own id of the document.</summary>
    [JsonPropertyOrder(-6)]
    public string? ExternalId { get; init; }

    /// <summary>Id of an earlier document with the same bytes and options.</summary>
    [JsonPropertyOrder(-6)]
    public string? DuplicateOf { get; init; }

    /// <summary>Omitted until there are words.</summary>
    [JsonPropertyOrder(-6)]
    public DocumentConfidence? Confidence { get; init; }

    /// <summary>Times are UTC.</summary>
    [JsonPropertyOrder(-5)]
    public required DateTime CreatedAt { get; init; }

    [JsonPropertyOrder(-4)]
    public DateTime? StartedAt { get; init; }

    [JsonPropertyOrder(-3)]
    public DateTime? CompletedAt { get; init; }

    /// <summary>When the document expires.</summary>
    [JsonPropertyOrder(-3)]
    public DateTime? ExpiresAt { get; init; }

    [JsonPropertyOrder(-2)]
    public OcrError? Error { get; init; }

    /// <summary>Warnings for its owner; omitted if there are none.</summary>
    [JsonPropertyOrder(-1)]
    public IReadOnlyList<OcrWarning>? Warnings { get; init; }

    /// <summary>The body for a document from its summary.</summary>
    /// <param name="id">The document's id.</param>
    /// <param name="document">Its row, or its row in the index.</param>
    /// <param name="live">For a running document: progress by the page rows.</param>
    public static DocumentStatusBody Of(string id, DocumentSummary document, DocumentProgress? live = null) => new()
    {
        Id = id,
        Name = document.Name,
        Status = document.GetStatus(),
        Batch = document.Batch,
        ExternalId = document.ExternalId,
        DuplicateOf = document.DuplicateOf,
        Progress = live
            ?? DocumentProgress.Of(document.PagesTotal, document.PagesDone ?? 0, document.PagesFailed ?? 0, document.GetStatus()),
        Confidence = document.Words is > 0 && document.ConfidenceMean is not null
            ? new DocumentConfidence(document.ConfidenceMean, document.ConfidenceWorstPage, document.WorstPage, document.Words ?? 0,
                document.WordsToReview ?? 0)
            : null,
        CreatedAt = document.CreatedAt.UtcDateTime,
        StartedAt = document.StartedAt?.UtcDateTime,
        CompletedAt = document.CompletedAt?.UtcDateTime,
        ExpiresAt = document.ExpiresAt?.UtcDateTime,
        Error = document.GetError(),
        Warnings = document.GetWarnings() is { Count: > 0 } warnings ? warnings : null,
    };
}

/// <param name="Mean">Mean confidence of all words, 0 to 1.</param>
/// <param name="WorstPage">Mean confidence of the page with the lowest one, 0 to 1.</param>
/// <param name="WorstPageNumber">Number of that page.</param>
/// <param name="Words">Number of words.</param>
/// <param name="WordsToReview">Words to review, at most as many as were requested.</param>
public sealed record DocumentConfidence(double? Mean, double? WorstPage, int? WorstPageNumber, int Words, int WordsToReview);
