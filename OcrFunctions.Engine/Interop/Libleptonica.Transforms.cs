using System.Runtime.InteropServices;

namespace OcrFunctions.Engine.Interop;

/// <summary>Image transforms.</summary>
internal static partial class Libleptonica
{
    internal const int REMOVE_CMAP_TO_GRAYSCALE = 1;

    [LibraryImport(Libraries.Leptonica)]
    internal static partial PixHandle pixRemoveAlpha(PixHandle pix);

    /// <param name="pixs">32 bits with alpha.</param>
    /// <param name="color">Of the background: red in the highest byte, then green and blue.</param>
    [LibraryImport(Libraries.Leptonica)]
    internal static partial PixHandle pixAlphaBlendUniform(PixHandle pixs, uint color);

    [LibraryImport(Libraries.Leptonica)]
    internal static partial PixHandle pixRemoveColormap(PixHandle pix, int type);

    [LibraryImport(Libraries.Leptonica)]
    internal static partial PixHandle pixConvertTo8(PixHandle pix, int cmapflag);

    /// <param name="pixd">Null for a new image.</param>
    /// <param name="pixs">1 bit.</param>
    /// <param name="val0">Gray of a 0.</param>
    /// <param name="val1">Gray of a 1.</param>
    [LibraryImport(Libraries.Leptonica)]
    internal static partial PixHandle pixConvert1To8(nint pixd, PixHandle pixs, byte val0, byte val1);

    /// <param name="pix">The image.</param>
    /// <param name="quads">Quarter turns clockwise, 0 to 3.</param>
    [LibraryImport(Libraries.Leptonica)]
    internal static partial PixHandle pixRotateOrth(PixHandle pix, int quads);

    /// <param name="pixd">Null for a new image.</param>
    /// <param name="pixs">The image.</param>
    [LibraryImport(Libraries.Leptonica)]
    internal static partial PixHandle pixFlipLR(nint pixd, PixHandle pixs);

    /// <param name="pix">8 bits.</param>
    /// <param name="angle">Radians, clockwise, about the pixel (width / 2, height / 2).</param>
    /// <param name="grayval">Gray of the corners that the rotation uncovers.</param>
    [LibraryImport(Libraries.Leptonica)]
    internal static partial PixHandle pixRotateAMGray(PixHandle pix, float angle, byte grayval);

    [LibraryImport(Libraries.Leptonica)]
    internal static partial PixHandle pixAddBorderGeneral(PixHandle pix, int left, int right, int top, int bot, uint val);

    [LibraryImport(Libraries.Leptonica)]
    internal static partial PixHandle pixScale(PixHandle pix, float scaleX, float scaleY);

    /// <param name="pix">The image.</param>
    /// <param name="scaleX">Factor across.</param>
    /// <param name="scaleY">Factor down.</param>
    /// <param name="sharpfract">0 for none.</param>
    /// <param name="sharpwidth">1 or 2.</param>
    [LibraryImport(Libraries.Leptonica)]
    internal static partial PixHandle pixScaleGeneral(PixHandle pix, float scaleX, float scaleY, float sharpfract, int sharpwidth);

    /// <param name="pix">1 bit.</param>
    /// <param name="scalefactor">Below 1.</param>
    /// <returns>8 bits.</returns>
    [LibraryImport(Libraries.Leptonica)]
    internal static partial PixHandle pixScaleToGray(PixHandle pix, float scalefactor);

    /// <summary>Averages blocks of 2 by 2.</summary>
    [LibraryImport(Libraries.Leptonica)]
    internal static partial PixHandle pixScaleAreaMap2(PixHandle pix);

    /// <param name="pixd">Null for a new image, or <paramref name="pixs"/>.</param>
    /// <param name="pixs">8 bits.</param>
    /// <param name="gamma">1 for a linear curve.</param>
    /// <param name="minval">Gray that becomes black.</param>
    /// <param name="maxval">Gray that becomes white.</param>
    [LibraryImport(Libraries.Leptonica)]
    internal static partial PixHandle pixGammaTRC(nint pixd, PixHandle pixs, float gamma, int minval, int maxval);

    [LibraryImport(Libraries.Leptonica)]
    internal static partial PixHandle pixClone(PixHandle pix);

    /// <param name="pixd">Null for a new image.</param>
    /// <param name="pixs">The image.</param>
    [LibraryImport(Libraries.Leptonica)]
    internal static partial PixHandle pixCopy(nint pixd, PixHandle pixs);
}
