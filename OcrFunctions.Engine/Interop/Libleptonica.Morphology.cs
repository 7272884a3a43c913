using System.Runtime.InteropServices;

namespace OcrFunctions.Engine.Interop;

/// <summary>Morphology on gray and binary images.</summary>
internal static partial class Libleptonica
{
    internal const int L_TOPHAT_WHITE = 0, L_TOPHAT_BLACK = 1;
    internal const int PIX_OR = 0xe, PIX_MASK = 0x8, PIX_SUBTRACT = 0x2;
    internal const int L_SELECT_IF_BOTH = 6, L_SELECT_IF_LT = 1;

    /// <summary>What is lighter, or darker, than its surroundings and narrower than the structuring element.</summary>
    /// <param name="pixs">8 bits.</param>
    /// <param name="hsize">Width of the structuring element, odd.</param>
    /// <param name="vsize">Its height, odd.</param>
    /// <param name="type"><see cref="L_TOPHAT_WHITE"/> or <see cref="L_TOPHAT_BLACK"/>.</param>
    [LibraryImport(Libraries.Leptonica)]
    internal static partial PixHandle pixTophat(PixHandle pixs, int hsize, int vsize, int type);

    [LibraryImport(Libraries.Leptonica)]
    internal static partial PixHandle pixCloseSafeBrick(nint pixd, PixHandle pixs, int hsize, int vsize);

    /// <param name="pixd">Null for a new image.</param>
    /// <param name="pixs">The seed.</param>
    /// <param name="pixm">The mask that it fills.</param>
    /// <param name="connectivity">4 or 8.</param>
    [LibraryImport(Libraries.Leptonica)]
    internal static partial PixHandle pixSeedfillBinary(nint pixd, PixHandle pixs, PixHandle pixm, int connectivity);

    /// <summary>The background's connected components that do not reach the image's border.</summary>
    [LibraryImport(Libraries.Leptonica)]
    internal static partial PixHandle pixHolesByFilling(PixHandle pixs, int connectivity);
}
