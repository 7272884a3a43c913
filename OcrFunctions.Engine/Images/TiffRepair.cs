using OcrFunctions.Engine.Interop;
using static OcrFunctions.Engine.Interop.Libtiff;

namespace OcrFunctions.Engine.Images;

/// <summary>
/// Reads TIFF pages that leptonica does not (tiles, CMYK, unusual bit depths), or not completely (a truncated page), through libtiff's
/// own conversion. What comes after the first error stays white.
/// </summary>
internal static class TiffRepair
{
    private const int Bits = 32;

    /// <param name="path">Path of the file.</param>
    /// <param name="page">From 1.</param>
    /// <param name="header">Checked: memory is allocated for it.</param>
    /// <returns>The pixels, and whether some are missing; null where there are none at all.</returns>
    public static unsafe (PixHandle Pixels, bool Incomplete)? Read(string path, int page, ImageHeader header)
    {
        // Libtiff would print to standard error for each missing strip.
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
        // Continuing after an error, it would paint the missing parts black.
        fixed (uint* raster = words)
            incomplete =
                TIFFReadRGBAImageOriented(file, (uint)header.Width, (uint)header.Height, raster, ORIENTATION_TOPLEFT, stopOnError: 1) != 1;
        if (FlattenOnWhite(words))
            return (pixels, incomplete);
        pixels.Dispose();
        return null;
    }

    /// <summary>From libtiff's byte order to leptonica's. A pixel with an alpha of 0 was never written, or is transparent: white.</summary>
    /// <returns>Whether any pixel was written.</returns>
    private static bool FlattenOnWhite(Span<uint> words)
    {
        bool any = false;
        foreach (ref uint word in words)
        {
            uint alpha = word >> 24, white = 255 - alpha;
            any |= alpha > 0;
            uint red = Math.Min(255, (word & 255) + white), green = Math.Min(255, (word >> 8 & 255) + white);
            word = red << 24 | green << 16 | Math.Min(255, (word >> 16 & 255) + white) << 8;
        }

        return any;
    }
}
