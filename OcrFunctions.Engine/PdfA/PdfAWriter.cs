using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Pdf.Opening;
using OcrFunctions.Engine.SearchableText;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.PdfA;

/// <summary>
/// Makes a PDF/A of a document: an image is written by this project's own code, without loss (PDF/A-2u); a PDF is converted by Ghostscript
/// (PDF/A-2b), and the result is checked as far as that is possible here.
/// </summary>
internal static class PdfAWriter
{
    /// <exception cref="EngineException">
    /// With <see cref="EngineErrorCodes.NotConvertible"/>, <see cref="EngineErrorCodes.EngineNotInstalled"/>, or a code of the document
    /// itself.
    /// </exception>
    public static ArchivalDocument Write(ArchivalRequest request, PdfOpener pdfs)
    {
        try
        {
            if (request.Kind != DocumentKind.Pdf)
            {
                ImagePdf.Write(request.Path, request.Kind, request.Layer, request.Output, request.MaxPixels, new PdfAParts(request));
                return new ArchivalDocument();
            }

            OpenedPdf opened = pdfs.OpenWhole(request.Path, request.Password?.Reveal());
            using (PrivateCopy? expanded = ToUnicodeExpander.Of(opened.Path))
                Ghostscript.Convert(expanded?.Path ?? opened.Path, request.Output);
            EmptyAppearanceRepair.Apply(request.Output);
            PdfAVerification.Verify(request.Output, opened.Pages);
            return new ArchivalDocument(PdfAConversionLosses.Of(opened.Path, request.Path, request.Output) is { } losses ? [losses] : null);
        }
        catch
        {
            // A partial PDF is not a result, and a file that is not PDF/A must not be taken for one.
            File.Delete(request.Output);
            throw;
        }
    }
}
