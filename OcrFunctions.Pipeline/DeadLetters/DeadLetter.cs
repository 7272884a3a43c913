using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace OcrFunctions.Pipeline.DeadLetters;

/// <summary>
/// A page or a document that failed permanently, in table <c>DeadLetters</c>: keys as <see cref="Storage.TimeKeys"/> has them for the
/// document's arrival, the RowKey with suffix <c>-document</c> or <c>-page-000007</c>. Writing it again updates the same row.
/// </summary>
public sealed class DeadLetter : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string DocumentId { get; set; } = "";

    /// <summary>The document's name.</summary>
    public string Name { get; set; } = "";

    /// <summary>The page, from 1; null for the document itself.</summary>
    public int? Page { get; set; }

    /// <summary>Stable code, see docs/errors.md.</summary>
    public string Code { get; set; } = "";

    public string Message { get; set; } = "";

    /// <summary>Number of attempts in its last run.</summary>
    public int Attempts { get; set; }

    /// <summary>The run in which it failed.</summary>
    public int Run { get; set; }

    /// <summary>When it failed.</summary>
    public DateTimeOffset FailedAt { get; set; }

    public string? Batch { get; set; }

    public string? ExternalId { get; set; }

    /// <summary>Id over HTTP: the document's, for a page with suffix <c>-p7</c>.</summary>
    public string GetId() => Page is { } page ? string.Create(CultureInfo.InvariantCulture, $"{DocumentId}-p{page}") : DocumentId;

    /// <summary>Parses an id.</summary>
    /// <returns>The document, and the page if it is a page's id; null if the text is not such an id.</returns>
    public static (string DocumentId, int? Page)? Parse(string id)
    {
        if (Documents.DocumentId.IsWellFormed(id))
            return (id, null);
        int dash = id.IndexOf("-p", StringComparison.Ordinal);
        return dash > 0 && Documents.DocumentId.IsWellFormed(id[..dash])
            && int.TryParse(id.AsSpan(dash + 2), NumberStyles.None, CultureInfo.InvariantCulture, out int page) && page > 0
            ? (id[..dash], page)
            : null;
    }
}
