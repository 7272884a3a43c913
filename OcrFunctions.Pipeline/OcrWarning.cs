namespace OcrFunctions.Pipeline;

/// <summary>Something that a document's owner should know although it was read.</summary>
/// <param name="Code">One of <see cref="WarningCodes"/>.</param>
/// <param name="Message">A sentence.</param>
public sealed record OcrWarning(string Code, string Message);

/// <summary>Stable codes of warnings; see docs/errors.md.</summary>
public static class WarningCodes
{
    /// <summary>The file is damaged; what could be had of it was read.</summary>
    public const string DamagedFile = EngineProtocol.EngineWarningCodes.DamagedFile;

    /// <summary>Pages that are cut off or damaged were read in part.</summary>
    public const string PagesIncomplete = nameof(PagesIncomplete);

    /// <summary>Pages without text were not recognised, because that was asked for.</summary>
    public const string PagesSkipped = nameof(PagesSkipped);

    /// <summary>The PDF is signed; the searchable one is another file, for which the signature does not hold.</summary>
    public const string SignedPdf = EngineProtocol.EngineWarningCodes.SignedPdf;

    /// <summary>The searchable PDF could not be made, or not anew.</summary>
    public const string NoSearchablePdf = nameof(NoSearchablePdf);

    /// <summary>The PDF/A that the settings ask for could not be made, or not anew.</summary>
    public const string NoPdfA = nameof(NoPdfA);

    /// <summary>The PDF has what PDF/A does not allow; its PDF/A is without.</summary>
    public const string PdfALeavesOut = EngineProtocol.EngineWarningCodes.PdfALeavesOut;
}
