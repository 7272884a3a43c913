using OcrFunctions.Engine.Pdf.Opening;
using OcrFunctions.Engine.Searchable;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Archival;

/// <summary>
/// Makes a PDF/A of a document: of an image by our own hand, without loss (PDF/A-2u); of a PDF by Ghostscript (PDF/A-2b), which is then held
/// to what can be checked here.
/// </summary>
internal static class ArchivalPdf
{
    /// <exception cref="EngineException">
    /// With <see cref="EngineErrorCodes.NotConvertible"/>, <see cref="EngineErrorCodes.EngineNotInstalled"/>, or a code of the document itself.
    /// </exception>
    public static ArchivalDocument Write(ArchivalRequest request, PdfOpener pdfs)
    {
        try
        {
            if (request.Kind != DocumentKind.Pdf)
            {
                ImagePdf.Write(request.Path, request.Kind, request.Layer, request.Output, request.MaxPixels, new ArchivalParts(request));
                return new ArchivalDocument();
            }

            OpenedPdf opened = pdfs.Open(request.Path, request.Password);
            using (PrivateCopy? spelled = SpelledMaps.Of(opened.Path))
                Ghostscript.Convert(spelled?.Path ?? opened.Path, request.Output);
            EmptyForms.Mend(request.Output);
            ArchivalCheck.Hold(request.Output, opened.Pages);
            return new ArchivalDocument(PdfLosses.Of(opened.Path, request.Path, request.Output) is { } lost ? [lost] : null);
        }
        catch
        {
            // Half a PDF is none, and one that is no PDF/A is not to be taken for one.
            File.Delete(request.Output);
            throw;
        }
    }
}
