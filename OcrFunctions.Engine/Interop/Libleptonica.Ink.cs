using System.Runtime.InteropServices;

namespace OcrFunctions.Engine.Interop;

/// <summary>Binary images, where 1 is ink, and measurements on them.</summary>
internal static partial class Libleptonica
{
    internal const int L_SHEAR_ABOUT_CENTER = 2;
    internal const int L_SELECT_WIDTH = 1, L_SELECT_HEIGHT = 2, L_SELECT_IF_GT = 2;

    [LibraryImport(Libraries.Leptonica)]
    internal static partial PixHandle pixThresholdToBinary(PixHandle pix, int thresh);

    /// <summary>Halves the size; a pixel is ink where at least <paramref name="level"/> of its four were.</summary>
    [LibraryImport(Libraries.Leptonica)]
    internal static partial PixHandle pixReduceRankBinary2(PixHandle pix, int level, nint intab);

    /// <summary>Background normalization: maps the background's gray, tile by tile, to one value.</summary>
    [LibraryImport(Libraries.Leptonica)]
    internal static partial PixHandle pixBackgroundNorm(
        PixHandle pixs, nint pixim, nint pixg, int sx, int sy, int thresh, int mincount, int bgval, int smoothx, int smoothy);

    /// <param name="pix">1 bit.</param>
    /// <param name="angle">Degrees to rotate by, clockwise, to level the lines.</param>
    /// <param name="conf">How much better the best angle is than the worst; 0 where it cannot be determined.</param>
    /// <param name="endscore">The best angle's sum of squares of differences between neighboring rows.</param>
    /// <param name="redsweep">Reduction for the sweep: 1, 2, 4 or 8.</param>
    /// <param name="redsearch">Reduction for the search, not greater.</param>
    /// <param name="sweepcenter">Degrees.</param>
    /// <param name="sweeprange">Degrees to either side.</param>
    /// <param name="sweepdelta">Degrees.</param>
    /// <param name="minbsdelta">Degrees: where the search ends.</param>
    /// <param name="pivot"><see cref="L_SHEAR_ABOUT_CENTER"/> loses least of the page at large angles.</param>
    [LibraryImport(Libraries.Leptonica)]
    internal static partial int pixFindSkewSweepAndSearchScorePivot(
        PixHandle pix, out float angle, out float conf, out float endscore, int redsweep, int redsearch,
        float sweepcenter, float sweeprange, float sweepdelta, float minbsdelta, int pivot);

    /// <summary>Bounding boxes of the connected components.</summary>
    /// <param name="pix">1 bit.</param>
    /// <param name="connectivity">4 or 8.</param>
    [LibraryImport(Libraries.Leptonica)]
    internal static partial BoxArrayHandle pixConnCompBB(PixHandle pix, int connectivity);

    [LibraryImport(Libraries.Leptonica)]
    internal static partial int boxaGetCount(BoxArrayHandle boxa);

    [LibraryImport(Libraries.Leptonica)]
    internal static partial int boxaGetBoxGeometry(BoxArrayHandle boxa, int index, out int x, out int y, out int w, out int h);

    /// <summary>Takes a pointer to the pointer, and sets that to null.</summary>
    [LibraryImport(Libraries.Leptonica)]
    internal static partial void boxaDestroy(ref nint boxa);

    [LibraryImport(Libraries.Leptonica)]
    internal static partial PixHandle pixInvert(nint pixd, PixHandle pixs);

    /// <summary>Only the connected components whose box has a certain size.</summary>
    /// <param name="pix">1 bit.</param>
    /// <param name="width">Threshold.</param>
    /// <param name="height">Threshold.</param>
    /// <param name="connectivity">4 or 8.</param>
    /// <param name="type"><see cref="L_SELECT_WIDTH"/> or <see cref="L_SELECT_HEIGHT"/>.</param>
    /// <param name="relation"><see cref="L_SELECT_IF_GT"/>.</param>
    /// <param name="changed">Whether any was removed; may be null.</param>
    [LibraryImport(Libraries.Leptonica)]
    internal static partial PixHandle pixSelectBySize(PixHandle pix, int width, int height, int connectivity, int type, int relation,
        nint changed);

    [LibraryImport(Libraries.Leptonica)]
    internal static partial PixHandle pixDilateBrick(nint pixd, PixHandle pixs, int hsize, int vsize);

    /// <summary>Sets the pixels under a mask.</summary>
    [LibraryImport(Libraries.Leptonica)]
    internal static partial int pixSetMasked(PixHandle pixd, PixHandle mask, uint value);
}
