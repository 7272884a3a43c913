namespace OcrFunctions.EngineProtocol;

/// <summary>Stable error codes of the engine. The host adds its own (a crash, a time-out) to these.</summary>
public static class EngineErrorCodes
{
    /// <summary>The file has no bytes.</summary>
    public const string EmptyFile = nameof(EmptyFile);

    /// <summary>The content is of an unsupported kind, whatever the file name.</summary>
    public const string UnsupportedFormat = nameof(UnsupportedFormat);

    /// <summary>The kind is known, but the file cannot be opened or the page cannot be read.</summary>
    public const string DamagedFile = nameof(DamagedFile);

    /// <summary>A password is required.</summary>
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

    /// <summary>The PDF cannot be converted to PDF/A.</summary>
    public const string NotConvertible = nameof(NotConvertible);

    /// <summary>Any other error in the engine; another attempt may succeed.</summary>
    public const string EngineFailed = nameof(EngineFailed);
}
