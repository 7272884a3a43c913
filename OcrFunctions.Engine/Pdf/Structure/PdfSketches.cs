using OcrFunctions.Engine.Errors;
using UglyToad.PdfPig;

namespace OcrFunctions.Engine.Pdf.Structure;

/// <summary>
/// Sketches pages with PdfPig. The document read last stays open, since the next page is usually one of its own; what PdfPig
/// remembers of it is thrown away now and then, so that memory does not grow with the number of pages.
/// </summary>
internal sealed class PdfSketches : IDisposable
{
    private const int PagesPerOpening = 50;

    private FileVersion _version;
    private FileStream? _file;
    private PdfDocument? _document;
    private int _pages;

    /// <summary>The sketch of a page; null where the file or page is too broken for PdfPig, which poppler may still draw.</summary>
    /// <param name="path">A PDF that opens without a password.</param>
    /// <param name="page">From 1.</param>
    /// <param name="pages">Number of pages that poppler finds: where PdfPig finds another, a page's number is that of another page.</param>
    public PageSketch? Of(string path, int page, int pages)
    {
        try
        {
            PdfDocument document = Open(path);
            return pages == document.NumberOfPages ? document.GetPage<PageSketch>(page) : null;
        }
        catch (Exception e) when (e is not EngineException)
        {
            // PdfPig throws whatever its code met: bad casts, missing keys, numbers out of range. All mean the same here.
            Console.Error.WriteLine($"Page {page} has no sketch: {e.GetType().Name}: {e.Message}");
            Close();
            return null;
        }
    }

    public void Dispose() => Close();

    private PdfDocument Open(string path)
    {
        var version = FileVersion.Of(path);
        if (_document is not null && _version == version && _pages++ < PagesPerOpening)
            return _document;
        Close();
        _file = File.OpenRead(path);
        PdfDocument document = PdfDocument.Open(_file, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true });
        document.AddPageFactory<PageSketch, SketchFactory>();
        (_document, _version, _pages) = (document, version, 1);
        return document;
    }

    private void Close()
    {
        _document?.Dispose();
        _file?.Dispose();
        (_document, _file) = (null, null);
    }
}
