using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Pdf.Opening;

/// <param name="Path">The file to read: the document's own, or a copy without its password or its damage.</param>
/// <param name="Pages">Number of pages, at least 1.</param>
/// <param name="Warnings">What the user should know.</param>
/// <param name="IsRepaired">Parts of it may be lost, so that an empty page is not necessarily blank.</param>
/// <param name="IsDecrypted">It is a copy without its password.</param>
internal sealed record OpenedPdf(string Path, int Pages, IReadOnlyList<EngineWarning> Warnings, bool IsRepaired = false,
    bool IsDecrypted = false);
