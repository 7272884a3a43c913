using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Pdf.Opening;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.SearchableText;

/// <summary>
/// Makes a searchable PDF of a document. A PDF keeps its pages and gets an invisible text layer on those that were
/// recognized; an image becomes a PDF that shows it, without loss.
/// </summary>
internal static class SearchablePdf
{
    /// <exception cref="EngineException">
    /// With <see cref="EngineErrorCodes.DamagedFile"/>, <see cref="EngineErrorCodes.EncryptedPdf"/> or
    /// <see cref="EngineErrorCodes.PageTooLarge"/>.
    /// </exception>
    public static SearchableDocument Write(SearchableRequest request, PdfOpener pdfs)
    {
        try
        {
            if (request.Kind == DocumentKind.Pdf)
                return PdfWithTextLayer.Write(request, pdfs);
            ImagePdf.Write(request.Path, request.Kind, request.Layer, request.Output, request.MaxPixels);
            return new SearchableDocument();
        }
        catch
        {
            // A partial PDF is not a result.
            File.Delete(request.Output);
            throw;
        }
    }
}
