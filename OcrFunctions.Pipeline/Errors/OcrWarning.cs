namespace OcrFunctions.Pipeline.Errors;

/// <summary>A warning about a document that was read.</summary>
/// <param name="Code">One of <see cref="WarningCodes"/>.</param>
/// <param name="Message">A sentence.</param>
public sealed record OcrWarning(string Code, string Message);

/// <summary>Stable codes of warnings; see docs/errors.md.</summary>
public static class WarningCodes
{
    /// <summary>The file is damaged; what was recoverable was read.</summary>
    public const string DamagedFile = EngineProtocol.EngineWarningCodes.DamagedFile;

    /// <summary>Truncated or damaged pages were read in part.</summary>
    public const string PagesIncomplete = nameof(PagesIncomplete);

    /// <summary>Pages without text were not recognized, as requested.</summary>
    public const string PagesSkipped = nameof(PagesSkipped);

    /// <summary>The PDF has files attached, which were not read.</summary>
    public const string AttachmentsNotRead = EngineProtocol.EngineWarningCodes.AttachmentsNotRead;

    /// <summary>Another PDF stands behind the first in the file, and was not read.</summary>
    public const string AppendedPdf = EngineProtocol.EngineWarningCodes.AppendedPdf;

    /// <summary>The PDF is signed; the searchable PDF is another file, for which the signature is not valid.</summary>
    public const string SignedPdf = EngineProtocol.EngineWarningCodes.SignedPdf;

    /// <summary>The searchable PDF could not be made or updated.</summary>
    public const string NoSearchablePdf = nameof(NoSearchablePdf);

    /// <summary>The PDF/A that the settings request could not be made or updated.</summary>
    public const string NoPdfA = nameof(NoPdfA);

    /// <summary>The PDF has features that PDF/A does not allow; its PDF/A omits them.</summary>
    public const string PdfALeavesOut = EngineProtocol.EngineWarningCodes.PdfALeavesOut;
}
