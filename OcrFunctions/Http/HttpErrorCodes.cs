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

    /// <summary>No page of it was read.</summary>
    public const string NoText = nameof(NoText);

    /// <summary>The form holds no file.</summary>
    public const string NoFile = nameof(NoFile);
}
