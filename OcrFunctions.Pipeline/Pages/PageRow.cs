using System.Globalization;
using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Errors;

namespace OcrFunctions.Pipeline.Pages;

/// <summary>
/// A page in table <c>Documents</c>: PartitionKey is its document's id, RowKey <c>page-000001</c>. Only the page's own
/// activity writes it, guarded by the ETag of what it read.
/// </summary>
public sealed class PageRow : ITableEntity
{
    /// <summary>First and last key that a page's row can have.</summary>
    public const string FirstKey = "page-", EndKey = "page.";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    /// <summary>The id of the page's document.</summary>
    [IgnoreDataMember]
    public string DocumentId
    {
        get => PartitionKey;
        set => PartitionKey = value;
    }

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    /// <summary>New with every write: shows after a lost response whether the write was made.</summary>
    public string? WriteId { get; set; }

    /// <summary>Page number, from 1.</summary>
    public int Page { get; set; }

    /// <summary>Text of a <see cref="PageStatus"/>.</summary>
    public string Status { get; set; } = nameof(PageStatus.Running);

    /// <summary>The run that wrote this.</summary>
    public int Run { get; set; }

    /// <summary>Number of times the page was given to an engine in this run.</summary>
    public int Attempts { get; set; }

    /// <summary>Number of engine crashes on the page: these are attributed to the page.</summary>
    public int EngineDeaths { get; set; }

    /// <summary>Number of lost machines while the page was read: the cause may be another page.</summary>
    public int HostLost { get; set; }

    /// <summary>Source of the text: <c>ocr</c>, <c>native</c>, <c>mixed</c>, <c>blank</c> or <c>skipped</c>.</summary>
    public string? Source { get; set; }

    /// <summary>Mean confidence of the page's recognized words, 0 to 1; null without any.</summary>
    public double? Confidence { get; set; }

    public int Words { get; set; }

    /// <summary>Of those, words that the file contained as text; they have no confidence.</summary>
    public int NativeWords { get; set; }

    /// <summary>Words whose confidence is below the limit for review.</summary>
    public int WordsToReview { get; set; }

    /// <summary>Size of the original page in <see cref="Unit"/>.</summary>
    public double? Width { get; set; }

    public double? Height { get; set; }

    public string? Unit { get; set; }

    /// <summary>Resolution of the recognized image, dots per inch.</summary>
    public int? Dpi { get; set; }

    /// <summary>Estimated number of letters that look like text and were not read.</summary>
    public int UnreadInk { get; set; }

    /// <summary>Codes of the page's warnings, joined by commas.</summary>
    public string? Warnings { get; set; }

    /// <summary>The page's text if it is short.</summary>
    public string? Text { get; set; }

    /// <summary>Blob in the results container with the text if it is long.</summary>
    public string? TextBlob { get; set; }

    /// <summary>Blob in the results container with words, lines and blocks.</summary>
    public string? ResultBlob { get; set; }

    public string? ErrorCode { get; set; }

    public string? ErrorMessage { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>CPU milliseconds of the engine.</summary>
    public long? CpuMilliseconds { get; set; }

    /// <summary>Whether the row is final for its page in a run: read pages stay read in every later run.</summary>
    public bool IsFinal(int run) => GetStatus() == PageStatus.Succeeded || (GetStatus() == PageStatus.Failed && Run == run);

    public PageStatus GetStatus() => Enum.Parse<PageStatus>(Status);

    /// <summary>The source as a value; null until the page was read.</summary>
    public TextSource? GetSource() => Source is null ? null : Enum.Parse<TextSource>(Source, ignoreCase: true);

    public void SetSource(TextSource? source) => Source = source?.ToString().ToLowerInvariant();

    /// <summary>The error, if there is one.</summary>
    public OcrError? GetError() => ErrorCode is null ? null : new OcrError(ErrorCode, ErrorMessage ?? "", Page);

    /// <summary>A page's row before its first attempt in a run.</summary>
    public static PageRow New(string documentId, int page, int run) =>
        new() { PartitionKey = documentId, RowKey = Key(page), Page = page, Run = run };

    /// <summary>RowKey of a page.</summary>
    public static string Key(int page) => string.Create(CultureInfo.InvariantCulture, $"{FirstKey}{page:D6}");

    /// <summary>Name of a page's blob in the results container.</summary>
    /// <param name="documentId">The document's id.</param>
    /// <param name="page">From 1.</param>
    /// <param name="extension"><c>json</c> or <c>txt</c>.</param>
    public static string Blob(string documentId, int page, string extension) =>
        string.Create(CultureInfo.InvariantCulture, $"{documentId}/pages/{page:D6}.{extension}");
}
