namespace OcrFunctions.EngineProtocol;

/// <summary>Stable codes of what the engine refuses or cannot do. The host adds its own (a crash, a time-out) to these.</summary>
public static class EngineErrorCodes
{
    /// <summary>The file has no bytes.</summary>
    public const string EmptyFile = nameof(EmptyFile);

    /// <summary>The content is of a kind that is not read, whatever its name says.</summary>
    public const string UnsupportedFormat = nameof(UnsupportedFormat);

    /// <summary>The kind is known, but the file cannot be opened or the page cannot be read.</summary>
    public const string DamagedFile = nameof(DamagedFile);

    /// <summary>The PDF wants a password.</summary>
    public const string EncryptedPdf = nameof(EncryptedPdf);

    /// <summary>More pages than the limit.</summary>
    public const string TooManyPages = nameof(TooManyPages);

    /// <summary>More pixels than the limit.</summary>
    public const string PageTooLarge = nameof(PageTooLarge);

    /// <summary>There is no such page in the document.</summary>
    public const string PageNotFound = nameof(PageNotFound);

    /// <summary>A language model is not installed; the message lists those that are.</summary>
    public const string LanguageNotInstalled = nameof(LanguageNotInstalled);

    /// <summary>A native library or program is missing; the message says what to install.</summary>
    public const string EngineNotInstalled = nameof(EngineNotInstalled);

    /// <summary>No PDF/A can be made of the PDF.</summary>
    public const string NotConvertible = nameof(NotConvertible);

    /// <summary>Anything else that went wrong in the engine; may be worth another try.</summary>
    public const string EngineFailed = nameof(EngineFailed);
}
