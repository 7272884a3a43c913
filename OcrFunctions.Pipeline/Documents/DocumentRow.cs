using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Pipeline.Documents;

/// <summary>
/// A document in table <c>Documents</c>: PartitionKey is its id, RowKey <c>document</c>. Its pages are the rows
/// <c>page-000001</c> and up of the same partition. Intake, inspection and finish write it; pages never do.
/// </summary>
public sealed class DocumentRow : DocumentSummary, ITableEntity
{
    public const string Key = "document";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = Key;

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    /// <summary>New with every change: tells, when an answer was lost, whether the change has happened.</summary>
    public string? WriteId { get; set; }

    /// <summary>Counts the orchestrations over this document, from 1. Activities of an older run write nothing.</summary>
    public int Run { get; set; } = 1;

    public string Container { get; set; } = "";

    public string BlobName { get; set; } = "";

    /// <summary>ETag of the blob's version, without quotes.</summary>
    public string SourceETag { get; set; } = "";

    /// <summary>Bytes of the source; null until inspected.</summary>
    public long? SourceLength { get; set; }

    /// <summary>SHA-256 of the source, lower-case hex; null until inspected.</summary>
    public string? ContentSha256 { get; set; }

    /// <summary>Text of an <see cref="EngineProtocol.DocumentKind"/>; null until inspected.</summary>
    public string? Kind { get; set; }

    /// <summary>Text of a <see cref="Documents.Priority"/>.</summary>
    public string Priority { get; set; } = nameof(Documents.Priority.Normal);

    /// <summary>Page ranges: what was asked for, and after inspection those that are read; null for all.</summary>
    public string? Pages { get; set; }

    /// <summary>Blob in the secrets container with the document's password, until it ends; null where none was given.</summary>
    public string? SecretBlob { get; set; }

    /// <summary>Text of a <see cref="TextMode"/>; null in rows of earlier versions.</summary>
    public string? Mode { get; set; }

    /// <summary>Page ranges that this run is about; null for all that were not read yet.</summary>
    public string? RetryPages { get; set; }

    /// <summary>Seconds from the start of a run to its expiry; null for none.</summary>
    public long? ExpiresInSeconds { get; set; }

    /// <summary>When somebody asked for an end. Once it is set, the document ends as canceled.</summary>
    public DateTimeOffset? CancelRequestedAt { get; set; }

    /// <summary>When somebody asked for the document to be deleted; what is left of it then is a tombstone.</summary>
    public DateTimeOffset? DeleteRequestedAt { get; set; }

    /// <summary>Whether the source goes with the document when that is deleted.</summary>
    public bool DeleteSource { get; set; }

    /// <summary>Times that closing the document was tried from outside its orchestration, in this run.</summary>
    public int CloseAttempts { get; set; }

    /// <summary>Highest run whose end was announced: index, dead letters and message are written.</summary>
    public int AnnouncedRun { get; set; }

    /// <summary>The document's text where it is short, pages parted by form feeds.</summary>
    public string? Text { get; set; }

    /// <summary>Blob in the results container with the whole text; null until finished.</summary>
    public string? TextBlob { get; set; }

    /// <summary>Counts the versions of the exports, from 1: each finish and each rewrite makes one.</summary>
    public int ResultVersion { get; set; }

    /// <summary>Counts changes of the document's corrections.</summary>
    public int CorrectionsVersion { get; set; }

    /// <summary>The version of the corrections that the exports hold.</summary>
    public int ExportedCorrections { get; set; }

    /// <summary>The version of the blob that the document is.</summary>
    public BlobSource GetSource() => new(Container, BlobName, SourceETag);

    /// <summary>What is done with text that pages already carry.</summary>
    public TextMode GetMode() => Mode is null ? TextMode.Auto : Enum.Parse<TextMode>(Mode);

    /// <summary>The current run.</summary>
    public DocumentRun GetRun() => new(PartitionKey, Run);

    /// <summary>What two documents of the same bytes must have in common for their results to be the same, as a table key.</summary>
    /// <param name="pages">The pages that are read.</param>
    public string OptionsKey(PageRanges pages) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Language}\n{Mode}\n{pages}")).AsSpan(0, 16));

    /// <summary>Why nothing more of the document should be read; null where there is no reason.</summary>
    public StopReason? GetStop(DateTimeOffset now) =>
        CancelRequestedAt is not null || DeleteRequestedAt is not null ? StopReason.Canceled
        : ExpiresAt is { } expiry && expiry <= now ? StopReason.Expired
        : null;

    /// <summary>Sets the error; null takes it away.</summary>
    public void SetError(OcrError? error) => (ErrorCode, ErrorMessage, ErrorPage) = (error?.Code, error?.Message, error?.Page);
}
