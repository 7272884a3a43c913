using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>What was written of a document.</summary>
/// <param name="ResultVersion">The version that it is.</param>
/// <param name="Formats">Names of the exports.</param>
/// <param name="Text">The whole text where it is short.</param>
/// <param name="TextBlob">Blob of the text; null where it was not among the exports.</param>
/// <param name="WordsToReview">Words worth a look, corrected ones left out.</param>
/// <param name="CorrectionsVersion">The version of the corrections that it holds.</param>
/// <param name="Warnings">What the document's owner should know of it.</param>
public sealed record ExportResult(int ResultVersion, IReadOnlyList<string> Formats, string? Text, string? TextBlob, int WordsToReview, int CorrectionsVersion, IReadOnlyList<OcrWarning> Warnings)
{
    /// <summary>Warnings that come from writing exports, and go when they are written anew.</summary>
    private static readonly string[] Own = [WarningCodes.SignedPdf, WarningCodes.NoSearchablePdf, WarningCodes.NoPdfA, WarningCodes.PdfALeavesOut];

    /// <summary>Notes it in the document's row.</summary>
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
