using Azure;
using Azure.Data.Tables;

namespace OcrFunctions.Pipeline.Documents;

/// <summary>A document in a list; see <see cref="DocumentIndex"/> for the keys.</summary>
public sealed class DocumentIndexRow : DocumentSummary, ITableEntity
{
    public DocumentIndexRow()
    {
    }

    internal DocumentIndexRow(DocumentRow document)
    {
        Id = document.Id;
        CopyFrom(document);
    }

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    /// <summary>The document's id.</summary>
    public string Id { get; set; } = "";
}
