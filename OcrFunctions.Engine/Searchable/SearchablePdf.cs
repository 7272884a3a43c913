using OcrFunctions.Engine.Pdf.Opening;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Searchable;

/// <summary>
/// Makes a PDF in which a document's text can be found. A PDF keeps its pages as they are and gets invisible words over those that were
/// recognised; an image becomes a PDF that shows it, without loss.
/// </summary>
internal static class SearchablePdf
{
    /// <exception cref="EngineException">
    /// With <see cref="EngineErrorCodes.DamagedFile"/>, <see cref="EngineErrorCodes.EncryptedPdf"/> or <see cref="EngineErrorCodes.PageTooLarge"/>.
    /// </exception>
    public static SearchableDocument Write(SearchableRequest request, PdfOpener pdfs)
    {
        try
        {
            if (request.Kind == DocumentKind.Pdf)
                return OverlaidPdf.Write(request, pdfs);
            ImagePdf.Write(request.Path, request.Kind, request.Layer, request.Output, request.MaxPixels);
            return new SearchableDocument();
        }
        catch
        {
            // Half a PDF is none.
            File.Delete(request.Output);
            throw;
        }
    }
}
