using System.Text.Json.Serialization;

namespace OcrFunctions.Pipeline.Documents;

/// <summary>State of a document. Everything after <see cref="Running"/> is final and never overwritten.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DocumentStatus>))]
public enum DocumentStatus
{
    /// <summary>Ingested; its orchestration has not inspected it yet.</summary>
    NotStarted,

    /// <summary>Being inspected, recognized or finished.</summary>
    Running,

    /// <summary>Every requested page was read.</summary>
    Succeeded,

    /// <summary>Some pages were read; the failed ones have an error.</summary>
    PartiallySucceeded,

    /// <summary>Nothing was read.</summary>
    Failed,

    /// <summary>Stopped on request.</summary>
    Canceled,

    /// <summary>Not finished within its time limit.</summary>
    Expired,

    /// <summary>A tombstone: the document was deleted, and its row only prevents the blob from being ingested again.</summary>
    Deleted,
}

public static class DocumentStatusExtensions
{
    /// <summary>Whether the status is final.</summary>
    public static bool IsFinal(this DocumentStatus status) => status > DocumentStatus.Running;
}
