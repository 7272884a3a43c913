namespace OcrFunctions.Engine.Pdf.Opening;

/// <summary>
/// A copy of a PDF for pages on which poppler draws nothing though they have content: qpdf leaves out what it cannot find, and each page
/// begins with saved states, so that restoring one too many does not end it.
/// </summary>
internal sealed class RestoredPdf : DerivedPdf
{
    protected override void Change(QpdfObjects objects, QpdfUpdate update) =>
        _ = PageStart.Add(objects, update, "q q q q q q q q q q q q q q q q\n"u8);
}
