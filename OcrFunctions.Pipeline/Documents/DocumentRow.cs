using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Errors;

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

    /// <summary>The document's id.</summary>
    [IgnoreDataMember]
    public string Id
    {
        get => PartitionKey;
        set => PartitionKey = value;
    }

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    /// <summary>New with every change: shows after a lost response whether the change was made.</summary>
    public string? WriteId { get; set; }

    /// <summary>
    /// The document's trace in the form of the W3C header <c>traceparent</c>: what all steps of the work on it are below, on whatever
    /// machine. Null where its intake was not traced.
    /// </summary>
    public string? TraceParent { get; set; }

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

    /// <summary>Kind of the file; null until inspected.</summary>
    public DocumentKind? Kind { get; set; }

    /// <summary>Which documents' pages are processed first.</summary>
    public Priority Priority { get; set; } = Priority.Normal;

    /// <summary>Page ranges: as requested, and after inspection those that are read; null for all.</summary>
    public string? Pages { get; set; }

    /// <summary>Blob in the secrets container with the document's password, until it finishes; null if none was given.</summary>
    public string? SecretBlob { get; set; }

    /// <summary>How text that pages already contain is handled; null in rows of earlier versions.</summary>
    public TextMode? Mode { get; set; }

    /// <summary>What the second recognizer reads; null for what the settings say.</summary>
    public SecondReaderMode? SecondReader { get; set; }

    /// <summary>Who recognizes the pages; null for <see cref="EngineChoice.Auto"/>.</summary>
    public EngineChoice? Engine { get; set; }

    /// <summary>Maximum number of words to review; null for what the settings say.</summary>
    public int? MaxReviewWords { get; set; }

    /// <summary>Page ranges of this run; null for all that have not been read yet.</summary>
    public string? RetryPages { get; set; }

    /// <summary>Seconds from the start of a run to its expiry; null for none.</summary>
    public long? ExpiresInSeconds { get; set; }

    /// <summary>When cancellation was requested. Once it is set, the document ends as canceled.</summary>
    public DateTimeOffset? CancelRequestedAt { get; set; }

    /// <summary>When deletion of the document was requested; only a tombstone remains afterwards.</summary>
    public DateTimeOffset? DeleteRequestedAt { get; set; }

    /// <summary>Whether the source is deleted together with the document.</summary>
    public bool DeleteSource { get; set; }

    /// <summary>Number of attempts, in this run, to close the document from outside its orchestration.</summary>
    public int CloseAttempts { get; set; }

    /// <summary>Highest run whose completion was announced: index, dead letters and message are written.</summary>
    public int AnnouncedRun { get; set; }

    /// <summary>The document's text if it is short, pages separated by form feeds.</summary>
    public string? Text { get; set; }

    /// <summary>Blob in the results container with the whole text; null until finished.</summary>
    public string? TextBlob { get; set; }

    /// <summary>Version of the exports, from 1: each finish and each rewrite creates one.</summary>
    public int ResultVersion { get; set; }

    /// <summary>Counts changes of the document's corrections.</summary>
    public int CorrectionsVersion { get; set; }

    /// <summary>The version of the corrections that the exports include.</summary>
    public int ExportedCorrections { get; set; }

    /// <summary>The version of the blob that the document is.</summary>
    public BlobSource GetSource() => new(Container, BlobName, SourceETag);

    /// <summary>The document's options; after inspection its pages are those that are read.</summary>
    public DocumentOptions GetOptions() => new(Language, Priority, Pages, Mode ?? TextMode.Auto)
    {
        ExpiresIn = ExpiresInSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        SecondReader = SecondReader,
        Engine = Engine,
        MaxReviewWords = MaxReviewWords,
        Batch = Batch,
        ExternalId = ExternalId,
    };

    /// <summary>Sets the options of a new document, whose time limit begins when it was ingested.</summary>
    public void SetOptions(DocumentOptions options)
    {
        (Language, Priority, Pages, Mode) = (options.Language, options.Priority, options.Pages, options.Mode);
        (SecondReader, Engine, MaxReviewWords) = (options.SecondReader, options.Engine, options.MaxReviewWords);
        (Batch, ExternalId) = (options.Batch, options.ExternalId);
        ExpiresInSeconds = (long?)options.ExpiresIn?.TotalSeconds;
        ExpiresAt = CreatedAt + options.ExpiresIn;
    }

    /// <summary>The current run.</summary>
    public DocumentRun GetRun() => new(Id, Run);

    /// <summary>Why no more of the document should be read; null if reading may continue.</summary>
    public StopReason? GetStop(DateTimeOffset now) =>
        CancelRequestedAt is not null || DeleteRequestedAt is not null ? StopReason.Canceled
        : ExpiresAt is { } expiry && expiry <= now ? StopReason.Expired
        : null;

    /// <summary>Whether a run may read more of the document: it is the current one, and the document is not stopped or finished.</summary>
    public bool MayBeReadBy(DocumentRun run, DateTimeOffset now) => Run == run.Run && !GetStatus().IsFinal() && GetStop(now) is null;

    /// <summary>Sets the error; null clears it.</summary>
    public void SetError(OcrError? error) => (ErrorCode, ErrorMessage, ErrorPage) = (error?.Code, error?.Message, error?.Page);
}
