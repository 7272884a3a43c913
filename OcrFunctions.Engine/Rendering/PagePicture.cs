using System.Globalization;
using OcrFunctions.Engine.Images;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Pdf;
using OcrFunctions.Engine.Pdf.Opening;
using OcrFunctions.Engine.Pdf.Structure;
using OcrFunctions.Engine.Preparation;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Rendering;

/// <summary>A page as a viewer shows it, as PNG: turned, cropped, in colour, so that the polygons of its words overlay it.</summary>
internal sealed class PagePicture(PdfOpener pdfs) : IDisposable
{
    /// <summary>Larger pictures help nobody who looks at them, and browsers refuse some.</summary>
    private const long MostPixels = 40_000_000;

    private readonly PdfSketches _sketches = new();

    /// <exception cref="EngineException">
    /// With <see cref="EngineErrorCodes.PageNotFound"/>, <see cref="EngineErrorCodes.PageTooLarge"/>,
    /// <see cref="EngineErrorCodes.EncryptedPdf"/> or <see cref="EngineErrorCodes.DamagedFile"/>.
    /// </exception>
    public RenderedPage Write(RenderRequest request)
    {
        try
        {
            if (request.Kind == DocumentKind.Pdf)
                Draw(request, pdfs.Open(Path.GetFullPath(request.Path), request.Password));
            else
                Decode(request);
            return new RenderedPage(new FileInfo(request.Output).Length);
        }
        catch
        {
            // Half a picture is none.
            File.Delete(request.Output);
            throw;
        }
    }

    public void Dispose() => _sketches.Dispose();

    private void Draw(RenderRequest request, OpenedPdf pdf)
    {
        if (request.Page < 1 || request.Page > pdf.Pages)
            throw new EngineException(EngineErrorCodes.PageNotFound, $"The document has no page {request.Page}.");
        PageSketch? sketch = _sketches.Of(pdf.Path, request.Page);
        ImageBombs.Refuse(sketch, request.MaxPixels);
        PdfPageSize size = sketch is null ? PdfInformation.SizeOf(pdf.Path, request.Page) : new PdfPageSize(sketch.Width, sketch.Height);
        // Poppler knows no unit but the point.
        double dpi = Math.Min(request.Dpi, size.Dpi(Math.Min(MostPixels, request.MaxPixels))) * (sketch?.UserUnit ?? 1);
        string number = request.Page.ToString(CultureInfo.InvariantCulture);
        using ToolProcess pdftoppm = PdfTools.Start(
            "pdftoppm", "-png", "-cropbox", "-f", number, "-l", number, "-r", dpi.ToString(CultureInfo.InvariantCulture), "-singlefile", pdf.Path);
        using (FileStream file = File.Create(request.Output))
            pdftoppm.Output.CopyTo(file);
        if (pdftoppm.ExitCode() != 0 || new FileInfo(request.Output).Length == 0)
            throw pdftoppm.Failure($"Page {request.Page} cannot be drawn.");
    }

    private static void Decode(RenderRequest request)
    {
        using PageImage page = ImagePages.Open(Path.GetFullPath(request.Path), request.Kind, request.Page, request.MaxPixels);
        double pixels = (double)Libleptonica.pixGetWidth(page.Pixels) * Libleptonica.pixGetHeight(page.Pixels);
        float factor = (float)Math.Sqrt(MostPixels / pixels);
        using PixHandle? smaller = factor < 1 ? Made(Libleptonica.pixScale(page.Pixels, factor, factor)) : null;
        if (Libleptonica.pixWrite(request.Output, smaller ?? page.Pixels, Libleptonica.IFF_PNG) != 0)
            throw Failed();
    }

    private static PixHandle Made(PixHandle made) => !made.IsInvalid ? made : throw Failed();

    private static EngineException Failed() => EngineException.FromLeptonica(EngineErrorCodes.EngineFailed, "The page's picture cannot be written.");
}
