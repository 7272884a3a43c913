using System.Runtime.InteropServices;

namespace OcrFunctions.Engine.Interop;

/// <summary>Copying and filling parts of images.</summary>
internal static unsafe partial class Libleptonica
{
    internal const int PIX_CLR = 0x0, PIX_SRC = 0xc, PIX_NOT_SRC = 0x3, PIX_SET = 0xf;

    /// <summary>An image of the same size and depth, cleared.</summary>
    [LibraryImport(Libraries.Leptonica)]
    internal static partial PixHandle pixCreateTemplate(PixHandle pix);

    [LibraryImport(Libraries.Leptonica)]
    internal static partial int pixSetAllGray(PixHandle pix, int grayval);

    [LibraryImport(Libraries.Leptonica)]
    internal static partial int pixRasterop(PixHandle pixd, int dx, int dy, int dw, int dh, int op, PixHandle pixs, int sx, int sy);

    /// <param name="pix1">An image.</param>
    /// <param name="pix2">Another.</param>
    /// <param name="psame">1 if all pixels are the same, alpha left aside.</param>
    /// <returns>0 for success.</returns>
    [LibraryImport(Libraries.Leptonica)]
    internal static partial int pixEqual(PixHandle pix1, PixHandle pix2, out int psame);
}
