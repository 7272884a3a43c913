namespace OcrFunctions.Pipeline.Documents;

/// <summary>Why work on a document stops before it is done.</summary>
public enum StopReason
{
    /// <summary>Somebody asked for it.</summary>
    Canceled,

    /// <summary>It was not done in the time it was given.</summary>
    Expired,

    /// <summary>Its source was overwritten.</summary>
    Replaced,

    /// <summary>The document is finished, gone or of a newer run.</summary>
    Stale,
}
