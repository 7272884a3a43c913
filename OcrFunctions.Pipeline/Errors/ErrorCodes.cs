namespace OcrFunctions.Pipeline.Errors;

/// <summary>Codes that the pipeline adds to the engine's (<see cref="EngineProtocol.EngineErrorCodes"/>).</summary>
public static class ErrorCodes
{
    /// <summary>The engine process crashed repeatedly on a page.</summary>
    public const string EngineCrashed = nameof(EngineCrashed);

    /// <summary>The page exceeded the time limit of a page.</summary>
    public const string PageTimedOut = nameof(PageTimedOut);

    /// <summary>The inspection of the document exceeded its time limit.</summary>
    public const string InspectionTimedOut = nameof(InspectionTimedOut);

    /// <summary>The machine was lost each time the page was being read.</summary>
    public const string HostLost = nameof(HostLost);

    /// <summary>All pages were read, some of them only in part: the file is truncated or damaged there.</summary>
    public const string ContentLost = EngineProtocol.PageWarningCodes.ContentLost;

    /// <summary>The page was never finished; a later run may read it.</summary>
    public const string PageNotRead = nameof(PageNotRead);

    /// <summary>The blob is larger than the limit.</summary>
    public const string FileTooLarge = nameof(FileTooLarge);

    /// <summary>The blob was overwritten after the document was ingested.</summary>
    public const string SourceReplaced = nameof(SourceReplaced);

    /// <summary>The blob was deleted before it was read.</summary>
    public const string SourceMissing = nameof(SourceMissing);

    /// <summary>Cancellation was requested before the document was finished.</summary>
    public const string Canceled = nameof(Canceled);

    /// <summary>The document was not finished within its time limit.</summary>
    public const string Expired = nameof(Expired);

    /// <summary>The blob could not be ingested after all attempts of the trigger.</summary>
    public const string IntakeFailed = nameof(IntakeFailed);

    /// <summary>An option (language, pages, priority) is malformed, or requests what the document does not have.</summary>
    public const string InvalidOption = nameof(InvalidOption);

    /// <summary>Another internal error.</summary>
    public const string InternalError = nameof(InternalError);
}
