using System.Globalization;
using OcrFunctions.Engine.Preparation;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Pdf;

/// <summary>Pages of PDF files, drawn in grey by <c>pdftoppm</c> and read through its pipe: no file is written.</summary>
internal static class PdfPages
{
    /// <exception cref="EngineException">
    /// With <see cref="EngineErrorCodes.PageNotFound"/>, <see cref="EngineErrorCodes.PageTooLarge"/>,
    /// <see cref="EngineErrorCodes.EncryptedPdf"/> or <see cref="EngineErrorCodes.DamagedFile"/>.
    /// </exception>
    public static PageImage Open(string path, int page, long maxPixels)
    {
        if (page < 1)
            throw new EngineException(EngineErrorCodes.PageNotFound, $"The document has no page {page}.");
        PdfPageSize size = PdfInformation.SizeOf(path, page);
        int dpi = size.Dpi(maxPixels);
        string number = page.ToString(CultureInfo.InvariantCulture);

        // Without a name for the output it goes to standard output; a name of "-" would become a file called "-.pgm".
        using PopplerProcess pdftoppm = Poppler.Start(
            "pdftoppm", "-f", number, "-l", number, "-r", dpi.ToString(CultureInfo.InvariantCulture), "-gray", "-cropbox", "-singlefile", path);
        PixelsOrNothing drawn = PortableGreyMap.Read(pdftoppm.Output, maxPixels);
        if (drawn.Pixels is null)
            throw pdftoppm.Failure($"Page {page} cannot be drawn: {drawn.Problem}");
        pdftoppm.WaitForEnd();

        return new PageImage
        {
            Pixels = drawn.Pixels,
            Width = Math.Round(size.WidthInInches, 4),
            Height = Math.Round(size.HeightInInches, 4),
            Unit = "inch",
            ToOriginal = PageTransform.Scale(1.0 / dpi, 1.0 / dpi),
            Resolution = new Resolution(dpi, dpi),
        };
    }
}
