namespace OcrFunctions.EngineProtocol;

/// <summary>Something that the owner of a document should know although it was read.</summary>
/// <param name="Code">One of <see cref="EngineWarningCodes"/>.</param>
/// <param name="Message">A sentence.</param>
public sealed record EngineWarning(string Code, string Message);

/// <summary>Stable codes of warnings.</summary>
public static class EngineWarningCodes
{
    /// <summary>The file is damaged; what could be recovered was read.</summary>
    public const string DamagedFile = nameof(DamagedFile);

    /// <summary>The PDF has files attached, which were not read.</summary>
    public const string AttachmentsNotRead = nameof(AttachmentsNotRead);

    /// <summary>Another PDF stands behind the first in the file, and was not read.</summary>
    public const string AppendedPdf = nameof(AppendedPdf);

    /// <summary>The PDF is signed; the searchable PDF is another file, for which the signature is not valid.</summary>
    public const string SignedPdf = nameof(SignedPdf);

    /// <summary>The PDF has content that PDF/A does not allow; its PDF/A is without it.</summary>
    public const string PdfALeavesOut = nameof(PdfALeavesOut);
}
