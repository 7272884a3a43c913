using OcrFunctions.Engine.Interop;
using static OcrFunctions.Engine.Interop.Libtiff;

namespace OcrFunctions.Engine.Images;

/// <summary>
/// Reads pages of TIFFs that leptonica does not (tiles, CMYK, odd bits), or not whole (a page that is cut off), through libtiff's
/// own conversion. What comes after the first error stays white.
/// </summary>
internal static class TiffRescue
{
    private const int Bits = 32;

    /// <param name="path">Path of the file.</param>
    /// <param name="page">From 1.</param>
    /// <param name="header">Checked: the memory is taken for it.</param>
    /// <returns>The pixels, and whether some are missing; null where there are none at all.</returns>
    public static unsafe (PixHandle Pixels, bool Incomplete)? Read(string path, int page, ImageHeader header)
    {
        // It would print to standard error for each strip that is missing.
        _ = TIFFSetErrorHandler(0);
        _ = TIFFSetWarningHandler(0);
        using TiffHandle file = TIFFOpen(path, "r");
        if (file.IsInvalid || TIFFSetDirectory(file, (uint)page - 1) != 1)
            return null;
        PixHandle pixels = Libleptonica.pixCreate(header.Width, header.Height, Bits);
        if (pixels.IsInvalid)
            return null;
        var words = new Span<uint>(Libleptonica.pixGetData(pixels), header.Width * header.Height);
        bool incomplete;
        // Going on after an error, it would paint what is missing black.
        fixed (uint* raster = words)
            incomplete = TIFFReadRGBAImageOriented(file, (uint)header.Width, (uint)header.Height, raster, ORIENTATION_TOPLEFT, stopOnError: 1) != 1;
        if (OnWhitePaper(words))
            return (pixels, incomplete);
        pixels.Dispose();
        return null;
    }

    /// <summary>From libtiff's order of bytes to leptonica's. A pixel without any alpha was never written, or is transparent: white.</summary>
    /// <returns>Whether any pixel was written.</returns>
    private static bool OnWhitePaper(Span<uint> words)
    {
        bool any = false;
        foreach (ref uint word in words)
        {
            uint alpha = word >> 24, paper = 255 - alpha;
            any |= alpha > 0;
            word = Math.Min(255, (word & 255) + paper) << 24 | Math.Min(255, (word >> 8 & 255) + paper) << 16 | Math.Min(255, (word >> 16 & 255) + paper) << 8;
        }

        return any;
    }
}
