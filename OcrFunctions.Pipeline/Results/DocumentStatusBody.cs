using System.Text.Json.Serialization;
using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Pipeline.Results;

/// <summary>What the API says of a document.</summary>
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

    /// <summary>Left out until there are words.</summary>
    [JsonPropertyOrder(-6)]
    public DocumentConfidence? Confidence { get; init; }

    /// <summary>Times are UTC.</summary>
    [JsonPropertyOrder(-5)]
    public required DateTime CreatedAt { get; init; }

    [JsonPropertyOrder(-4)]
    public DateTime? StartedAt { get; init; }

    [JsonPropertyOrder(-3)]
    public DateTime? CompletedAt { get; init; }

    [JsonPropertyOrder(-2)]
    public OcrError? Error { get; init; }

    /// <summary>The body for a document as its summary shows it.</summary>
    /// <param name="id">The document's id.</param>
    /// <param name="document">Its row, or its row in the index.</param>
    /// <param name="live">Pages done and failed by the page rows, for one that runs.</param>
    public static DocumentStatusBody Of(string id, DocumentSummary document, (int Done, int Failed)? live = null) => new()
    {
        Id = id,
        Name = document.Name,
        Status = document.GetStatus(),
        Progress = DocumentProgress.Of(document.PagesTotal, live?.Done ?? document.PagesDone ?? 0, live?.Failed ?? document.PagesFailed ?? 0, document.GetStatus()),
        Confidence = document.Words is > 0 && document.ConfidenceMean is not null
            ? new DocumentConfidence(document.ConfidenceMean, document.ConfidenceWorstPage, document.WorstPage, document.Words ?? 0, document.WordsToReview ?? 0)
            : null,
        CreatedAt = document.CreatedAt.UtcDateTime,
        StartedAt = document.StartedAt?.UtcDateTime,
        CompletedAt = document.CompletedAt?.UtcDateTime,
        Error = document.GetError(),
    };
}

/// <param name="PagesTotal">Pages to read; left out until inspected.</param>
/// <param name="PagesDone">Pages read.</param>
/// <param name="PagesFailed">Pages given up.</param>
/// <param name="Percent">0 to 100; 100 only once the document is finished.</param>
public sealed record DocumentProgress(int? PagesTotal, int PagesDone, int PagesFailed, int Percent)
{
    public static DocumentProgress Of(int? total, int done, int failed, DocumentStatus status) => new(
        total, done, failed, total is > 0 ? Math.Min(status.IsFinal() ? 100 : 99, 100 * (done + failed) / total.Value) : 0);
}

/// <param name="Mean">Mean confidence of all words, 0 to 1.</param>
/// <param name="WorstPage">Mean confidence of the page where it is lowest, 0 to 1.</param>
/// <param name="WorstPageNumber">Which page that is.</param>
/// <param name="Words">Number of words.</param>
/// <param name="WordsToReview">Words below the confidence that is set for review.</param>
public sealed record DocumentConfidence(double? Mean, double? WorstPage, int? WorstPageNumber, int Words, int WordsToReview);
