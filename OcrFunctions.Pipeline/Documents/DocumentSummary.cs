using System.Text.Json;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Infrastructure;

namespace OcrFunctions.Pipeline.Documents;

/// <summary>Fields of a document in a list: those that its own row and its index row share.</summary>
public abstract class DocumentSummary
{
    /// <summary>File name as its user knows it.</summary>
    public string Name { get; set; } = "";

    /// <summary>Text of a <see cref="DocumentStatus"/>.</summary>
    public string Status { get; set; } = nameof(DocumentStatus.NotStarted);

    /// <summary>Tesseract codes joined by <c>+</c>.</summary>
    public string Language { get; set; } = "";

    /// <summary>The caller's name for a group of documents.</summary>
    public string? Batch { get; set; }

    /// <summary>The caller's own id of the document.</summary>
    public string? ExternalId { get; set; }

    /// <summary>Id of an earlier document with the same bytes and options.</summary>
    public string? DuplicateOf { get; set; }

    /// <summary>When the document expires; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Whether the source was removed after the document finished.</summary>
    public bool SourceDeleted { get; set; }

    /// <summary>Pages to read; null until inspected.</summary>
    public int? PagesTotal { get; set; }

    /// <summary>Pages read, once finished.</summary>
    public int? PagesDone { get; set; }

    /// <summary>Pages that failed, once finished.</summary>
    public int? PagesFailed { get; set; }

    /// <summary>Mean confidence of all words, 0 to 1; null without words.</summary>
    public double? ConfidenceMean { get; set; }

    /// <summary>Lowest confidence of a page, 0 to 1; null without words.</summary>
    public double? ConfidenceWorstPage { get; set; }

    /// <summary>Number of the page with the lowest confidence.</summary>
    public int? WorstPage { get; set; }

    public int? Words { get; set; }

    /// <summary>Words whose confidence is below the limit for review.</summary>
    public int? WordsToReview { get; set; }

    public string? ErrorCode { get; set; }

    public string? ErrorMessage { get; set; }

    /// <summary>Page that the error refers to.</summary>
    public int? ErrorPage { get; set; }

    /// <summary>JSON list of <see cref="OcrWarning"/>; null for none.</summary>
    public string? Warnings { get; set; }

    /// <summary>Names of the exports that were written, separated by commas; null until finished.</summary>
    public string? Exports { get; set; }

    /// <summary>When the document was ingested.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When its inspection began.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When its status became final.</summary>
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>The status as a value.</summary>
    public DocumentStatus GetStatus() => Enum.Parse<DocumentStatus>(Status);

    /// <summary>Names of the exports that were written; none until finished.</summary>
    public IReadOnlyList<string> GetExports() => Exports?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>The error, if there is one.</summary>
    public OcrError? GetError() => ErrorCode is null ? null : new OcrError(ErrorCode, ErrorMessage ?? "", ErrorPage);

    public IReadOnlyList<OcrWarning> GetWarnings() =>
        Warnings is null ? [] : JsonSerializer.Deserialize<OcrWarning[]>(Warnings, PipelineJson.Options) ?? [];

    public void SetWarnings(IReadOnlyCollection<OcrWarning> warnings) =>
        Warnings = warnings.Count == 0 ? null : JsonSerializer.Serialize(warnings, PipelineJson.Options);

    /// <summary>Copies every field of another summary.</summary>
    protected void CopyFrom(DocumentSummary other)
    {
        Name = other.Name;
        Status = other.Status;
        Language = other.Language;
        Batch = other.Batch;
        ExternalId = other.ExternalId;
        DuplicateOf = other.DuplicateOf;
        ExpiresAt = other.ExpiresAt;
        SourceDeleted = other.SourceDeleted;
        PagesTotal = other.PagesTotal;
        PagesDone = other.PagesDone;
        PagesFailed = other.PagesFailed;
        ConfidenceMean = other.ConfidenceMean;
        ConfidenceWorstPage = other.ConfidenceWorstPage;
        WorstPage = other.WorstPage;
        Words = other.Words;
        WordsToReview = other.WordsToReview;
        ErrorCode = other.ErrorCode;
        ErrorMessage = other.ErrorMessage;
        ErrorPage = other.ErrorPage;
        Warnings = other.Warnings;
        Exports = other.Exports;
        CreatedAt = other.CreatedAt;
        StartedAt = other.StartedAt;
        CompletedAt = other.CompletedAt;
    }
}
