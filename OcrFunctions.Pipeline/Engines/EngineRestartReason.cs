namespace OcrFunctions.Pipeline.Engines;

/// <summary>Why an engine process was replaced, as metrics name it.</summary>
internal static class EngineRestartReason
{
    /// <summary>It has read as many pages as one process may.</summary>
    public const string PageLimit = "PageLimit";

    /// <summary>Its work was canceled, or the app ends.</summary>
    public const string Canceled = "Canceled";

    /// <summary>The code of a lost engine, or that it was stopped on request.</summary>
    public static string Of(Exception exception) => exception is EngineLostException lost ? lost.Code : Canceled;
}
