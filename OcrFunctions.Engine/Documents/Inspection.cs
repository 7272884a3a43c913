using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Images;
using OcrFunctions.Engine.Pdf.Opening;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Documents;

/// <summary>Determines a file's kind and number of pages.</summary>
internal static class Inspection
{
    public static DocumentInspection Of(InspectRequest request, PdfOpener pdfs)
    {
        string path = Path.GetFullPath(request.Path);
        DocumentKind kind = FileSignature.KindOf(path);
        OpenedPdf? pdf = kind == DocumentKind.Pdf ? pdfs.OpenWhole(path, request.Password?.Reveal()) : null;
        int pages = kind switch
        {
            DocumentKind.Pdf => pdf!.Pages,
            DocumentKind.Tiff => TiffDirectories.Count(path, atMost: request.MaxPages),
            _ => PagesOfImage(path, kind),
        };
        EngineWarning[] warnings = pdf is null ? [] : [.. pdf.Warnings, .. PdfLeftOut.Warnings(path, pdf.Path)];
        return pages <= request.MaxPages
            ? new DocumentInspection(kind, pages, warnings.Length > 0 ? warnings : null)
            : throw new EngineException(EngineErrorCodes.TooManyPages, TooMany(kind, pages, request.MaxPages));
    }

    private static int PagesOfImage(string path, DocumentKind kind)
    {
        _ = ImageHeader.Read(path, kind);
        return 1;
    }

    // The page count of a TIFF stops at the limit; a PDF states its own.
    private static string TooMany(DocumentKind kind, int pages, int limit) => kind == DocumentKind.Pdf
        ? $"The document has {pages} pages; the limit is {limit}."
        : $"The document has more than {limit} pages, which is the limit.";
}
