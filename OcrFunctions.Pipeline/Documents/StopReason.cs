namespace OcrFunctions.Pipeline.Documents;

/// <summary>Why work on a document stops before it is finished.</summary>
public enum StopReason
{
    /// <summary>Cancellation was requested.</summary>
    Canceled,

    /// <summary>It was not finished within its time limit.</summary>
    Expired,

    /// <summary>Its source was overwritten.</summary>
    Replaced,

    /// <summary>The document is finished, deleted or of a newer run.</summary>
    Stale,
}
