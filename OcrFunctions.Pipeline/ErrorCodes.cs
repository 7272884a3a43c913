namespace OcrFunctions.Pipeline;

/// <summary>Codes that the pipeline adds to the engine's (<see cref="EngineProtocol.EngineErrorCodes"/>).</summary>
public static class ErrorCodes
{
    /// <summary>The engine process died on a page, again and again.</summary>
    public const string EngineCrashed = nameof(EngineCrashed);

    /// <summary>The page took longer than a page may.</summary>
    public const string PageTimedOut = nameof(PageTimedOut);

    /// <summary>The first look at the document took longer than it may.</summary>
    public const string InspectionTimedOut = nameof(InspectionTimedOut);

    /// <summary>The machine went away each time the page was being read.</summary>
    public const string HostLost = nameof(HostLost);

    /// <summary>The page's turn never came to an end; a later run may read it.</summary>
    public const string PageNotRead = nameof(PageNotRead);

    /// <summary>The blob is larger than the limit.</summary>
    public const string FileTooLarge = nameof(FileTooLarge);

    /// <summary>The blob was overwritten after the document was taken in.</summary>
    public const string SourceReplaced = nameof(SourceReplaced);

    /// <summary>The blob was deleted before it was read.</summary>
    public const string SourceMissing = nameof(SourceMissing);

    /// <summary>Somebody asked for an end before the document was done.</summary>
    public const string Canceled = nameof(Canceled);

    /// <summary>The document was not done in the time it was given.</summary>
    public const string Expired = nameof(Expired);

    /// <summary>The blob could not be taken in, however often the trigger tried.</summary>
    public const string IntakeFailed = nameof(IntakeFailed);

    /// <summary>An option (language, pages, priority) is not of its form, or asks for what the document does not have.</summary>
    public const string InvalidOption = nameof(InvalidOption);

    /// <summary>Something else went wrong on our side.</summary>
    public const string InternalError = nameof(InternalError);
}
