using System.Globalization;
using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Pdf;
using OcrFunctions.Engine.Pdf.Embedded;
using OcrFunctions.Engine.Pdf.Structure;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Rendering;

/// <summary>
/// Pages of PDF files: scans by their own pixels, the others rasterized in gray by <c>pdftoppm</c> and read through its pipe, so that no
/// file is written.
/// </summary>
internal static class PdfPages
{
    /// <param name="path">Path of the file.</param>
    /// <param name="page">From 1.</param>
    /// <param name="sketch">What is known of the page; null where poppler has to determine it.</param>
    /// <param name="maxPixels">Maximum number of pixels of the image.</param>
    /// <exception cref="EngineException">
    /// With <see cref="EngineErrorCodes.PageNotFound"/>, <see cref="EngineErrorCodes.PageTooLarge"/>,
    /// <see cref="EngineErrorCodes.EncryptedPdf"/> or <see cref="EngineErrorCodes.DamagedFile"/>.
    /// </exception>
    public static PageImage Open(string path, int page, PageSketch? sketch, long maxPixels)
    {
        if (page < 1)
            throw new EngineException(EngineErrorCodes.PageNotFound, $"The document has no page {page}.");
        if (sketch is not null && EmbeddedPage.Open(path, page, sketch, maxPixels) is { } scan)
            return scan;
        PdfPageSize size = sketch is null ? PdfInformation.SizeOf(path, page) : new PdfPageSize(sketch.Width, sketch.Height);
        int dpi = size.Dpi(maxPixels);
        // Poppler's only unit is the point.
        string resolution = (dpi * (sketch?.UserUnit ?? 1)).ToString(CultureInfo.InvariantCulture);
        string number = page.ToString(CultureInfo.InvariantCulture);

        // Without a name for the output it goes to standard output; a name of "-" would become a file called "-.pgm".
        using ToolProcess pdftoppm = PdfTools.Start(
            "pdftoppm", "-f", number, "-l", number, "-r", resolution, "-gray", "-cropbox", "-singlefile", path);
        ImageReadResult rasterized = PgmReader.Read(pdftoppm.Output, maxPixels);
        if (rasterized.Pixels is null)
            throw pdftoppm.Failure($"Page {page} cannot be rasterized: {rasterized.Problem}");
        string messages = pdftoppm.Messages();

        return new PageImage
        {
            Warnings = LostContent.WarningOf(messages) is { } warning ? [warning] : [],
            HasComplaints = messages.Length > 0,
            Pixels = rasterized.Pixels,
            Width = Math.Round(size.WidthInInches, 4),
            Height = Math.Round(size.HeightInInches, 4),
            Unit = "inch",
            ToOriginal = PageTransform.Scale(1.0 / dpi, 1.0 / dpi),
            Resolution = new Resolution(dpi, dpi),
        };
    }
}
