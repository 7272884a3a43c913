using System.Globalization;
using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Images;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Pdf;
using OcrFunctions.Engine.Pdf.Opening;
using OcrFunctions.Engine.Pdf.Structure;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Rendering;

/// <summary>A page as a viewer shows it, as PNG: turned, cropped, in color, so that the polygons of its words overlay it.</summary>
internal sealed class PageRenderer(PdfOpener pdfs) : IDisposable
{
    /// <summary>Larger images show no more to the viewer, and browsers refuse some.</summary>
    private const long MaxPixels = 40_000_000;

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
                Rasterize(request, pdfs.Open(Path.GetFullPath(request.Path), request.Password?.Reveal(), request.Page));
            else
                Decode(request);
            return new RenderedPage(new FileInfo(request.Output).Length);
        }
        catch
        {
            // A partial image is not a result.
            File.Delete(request.Output);
            throw;
        }
    }

    public void Dispose() => _sketches.Dispose();

    private void Rasterize(RenderRequest request, OpenedPdf pdf)
    {
        if (request.Page < 1 || request.Page > pdf.Pages)
            throw new EngineException(EngineErrorCodes.PageNotFound, $"The document has no page {request.Page}.");
        PageSketch? sketch = _sketches.Of(pdf.Path, request.Page, pdf.Pages);
        DecompressionBombGuard.Refuse(sketch?.Images.Select(image => image.Pixels) ?? [], request.MaxPixels);
        PdfPageSize size = sketch is null ? PdfInformation.SizeOf(pdf.Path, request.Page) : new PdfPageSize(sketch.Width, sketch.Height);
        // Poppler's only unit is the point.
        double dpi = Math.Min(request.Dpi, size.Dpi(Math.Min(MaxPixels, request.MaxPixels))) * (sketch?.UserUnit ?? 1);
        string number = request.Page.ToString(CultureInfo.InvariantCulture);
        using ToolProcess pdftoppm = PdfTools.Start(
            "pdftoppm", "-png", "-cropbox", "-f", number, "-l", number, "-r", dpi.ToString(CultureInfo.InvariantCulture), "-singlefile",
            pdf.Path);
        using (FileStream file = File.Create(request.Output))
            pdftoppm.Output.CopyTo(file);
        if (pdftoppm.ExitCode() != 0 || new FileInfo(request.Output).Length == 0)
            throw pdftoppm.Failure($"Page {request.Page} cannot be rasterized.");
    }

    private static void Decode(RenderRequest request)
    {
        using PageImage page = ImagePages.Open(Path.GetFullPath(request.Path), request.Kind, request.Page, request.MaxPixels);
        double pixels = (double)Libleptonica.pixGetWidth(page.Pixels) * Libleptonica.pixGetHeight(page.Pixels);
        float factor = (float)Math.Sqrt(MaxPixels / pixels);
        using PixHandle? smaller = factor < 1 ? Checked(Libleptonica.pixScale(page.Pixels, factor, factor)) : null;
        if (Libleptonica.pixWrite(request.Output, smaller ?? page.Pixels, Libleptonica.IFF_PNG) != 0)
            throw Failed();
    }

    private static PixHandle Checked(PixHandle pixels) => !pixels.IsInvalid ? pixels : throw Failed();

    private static EngineException Failed() => LeptonicaErrors.From(EngineErrorCodes.EngineFailed, "The page image cannot be written.");
}
