using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>The exports that were written for a document.</summary>
/// <param name="ResultVersion">The version that it is.</param>
/// <param name="Formats">Names of the exports.</param>
/// <param name="Text">The whole text if it is short.</param>
/// <param name="TextBlob">Blob of the text; null if it was not among the exports.</param>
/// <param name="WordsToReview">Words that need review, without corrected ones.</param>
/// <param name="CorrectionsVersion">The version of the corrections that it includes.</param>
/// <param name="Warnings">Warnings for the document's owner.</param>
public sealed record ExportResult(int ResultVersion, IReadOnlyList<string> Formats, string? Text, string? TextBlob, int WordsToReview,
    int CorrectionsVersion, IReadOnlyList<OcrWarning> Warnings)
{
    /// <summary>Warnings that arise from writing exports, and are cleared when they are rewritten.</summary>
    private static readonly string[] Own =
        [WarningCodes.SignedPdf, WarningCodes.NoSearchablePdf, WarningCodes.NoPdfA, WarningCodes.PdfALeavesOut];

    /// <summary>Records it in the document's row.</summary>
    public void ApplyTo(DocumentRow row)
    {
        row.ResultVersion = ResultVersion;
        row.Exports = string.Join(',', Formats);
        (row.Text, row.TextBlob) = (Text, TextBlob);
        row.WordsToReview = WordsToReview;
        row.ExportedCorrections = CorrectionsVersion;
        row.SetWarnings([.. row.GetWarnings().Where(one => !Own.Contains(one.Code)), .. Warnings]);
    }
}
