namespace OcrFunctions.Http;

/// <summary>Codes of HTTP problems that are no document's error.</summary>
public static class HttpErrorCodes
{
    /// <summary>There is no document of this id.</summary>
    public const string DocumentNotFound = nameof(DocumentNotFound);

    /// <summary>Its text is written when it is finished.</summary>
    public const string DocumentNotFinished = nameof(DocumentNotFinished);

    /// <summary>It came to its end before.</summary>
    public const string DocumentFinished = nameof(DocumentFinished);

    /// <summary>Every page of it was read.</summary>
    public const string NothingToRequeue = nameof(NothingToRequeue);

    /// <summary>There is no form of results by this name.</summary>
    public const string UnknownFormat = nameof(UnknownFormat);

    /// <summary>The settings did not ask for this form when the document was finished.</summary>
    public const string ExportNotWritten = nameof(ExportNotWritten);

    /// <summary>A correction names a word that is not there, or not as the caller saw it.</summary>
    public const string WordChanged = nameof(WordChanged);

    /// <summary>There is no such correction.</summary>
    public const string CorrectionNotFound = nameof(CorrectionNotFound);

    /// <summary>No page of it was read.</summary>
    public const string NoText = nameof(NoText);

    /// <summary>The form holds no file.</summary>
    public const string NoFile = nameof(NoFile);

    /// <summary>Storage or engine do not answer; the problem's checks say which.</summary>
    public const string NotReady = nameof(NotReady);
}
