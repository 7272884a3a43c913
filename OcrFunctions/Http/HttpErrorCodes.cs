namespace OcrFunctions.Http;

/// <summary>Codes of HTTP problems that are not errors of a document.</summary>
public static class HttpErrorCodes
{
    /// <summary>There is no document with this id.</summary>
    public const string DocumentNotFound = nameof(DocumentNotFound);

    /// <summary>Its text is written when it is finished.</summary>
    public const string DocumentNotFinished = nameof(DocumentNotFinished);

    /// <summary>It has already finished.</summary>
    public const string DocumentFinished = nameof(DocumentFinished);

    /// <summary>Every page of it was read.</summary>
    public const string NothingToRequeue = nameof(NothingToRequeue);

    /// <summary>There is no result format with this name.</summary>
    public const string UnknownFormat = nameof(UnknownFormat);

    /// <summary>The settings did not request this format when the document was finished.</summary>
    public const string ExportNotWritten = nameof(ExportNotWritten);

    /// <summary>A correction names a word that does not exist, or that differs from what the caller saw.</summary>
    public const string WordChanged = nameof(WordChanged);

    /// <summary>No correction has this key.</summary>
    public const string CorrectionNotFound = nameof(CorrectionNotFound);

    /// <summary>No page of it was read.</summary>
    public const string NoText = nameof(NoText);

    /// <summary>The multipart form is damaged or was cut short.</summary>
    public const string MalformedForm = nameof(MalformedForm);

    /// <summary>The form contains more than one file.</summary>
    public const string MultipleFiles = nameof(MultipleFiles);

    /// <summary>The form contains no file.</summary>
    public const string NoFile = nameof(NoFile);

    /// <summary>The app has no key to encrypt a password with.</summary>
    public const string NoSecretKey = nameof(NoSecretKey);

    /// <summary>Storage or engine does not answer; the problem's checks say which.</summary>
    public const string NotReady = nameof(NotReady);
}
