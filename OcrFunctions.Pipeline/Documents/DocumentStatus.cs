using System.Text.Json.Serialization;

namespace OcrFunctions.Pipeline.Documents;

/// <summary>Where a document is. Everything after <see cref="Running"/> is final and never overwritten.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DocumentStatus>))]
public enum DocumentStatus
{
    /// <summary>Taken in; its orchestration has not looked at it yet.</summary>
    NotStarted,

    /// <summary>Being inspected, recognised or finished.</summary>
    Running,

    /// <summary>Every page that was asked for was read.</summary>
    Succeeded,

    /// <summary>Some pages were read; the failed ones say why.</summary>
    PartiallySucceeded,

    /// <summary>Nothing was read.</summary>
    Failed,

    /// <summary>Stopped on request.</summary>
    Canceled,

    /// <summary>Not done in the time it was given.</summary>
    Expired,

    /// <summary>A tombstone: the document was deleted, and its row only keeps the blob from being taken in again.</summary>
    Deleted,
}

public static class DocumentStatusExtensions
{
    /// <summary>Whether the status is final.</summary>
    public static bool IsFinal(this DocumentStatus status) => status > DocumentStatus.Running;
}
