using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Preprocessing;

/// <summary>
/// Stores an image without gray levels in 1 bit, whatever its file's format: the same scan is then read the same way, in less memory.
/// </summary>
internal static class BilevelReduction
{
    private const uint LastBits = 0x01010101;

    public static PageImage Apply(PageImage page) => Libleptonica.pixGetDepth(page.Pixels) == 8 && IsBilevel(page.Pixels)
        ? page.With(LeptonicaErrors.Check(Libleptonica.pixThresholdToBinary(page.Pixels, 128), "black and white"))
        : page;

    /// <summary>Stops at the first gray pixel, which most pages have in their first rows.</summary>
    private static unsafe bool IsBilevel(PixHandle pixels)
    {
        uint* row = Libleptonica.pixGetData(pixels);
        int width = Libleptonica.pixGetWidth(pixels), words = Libleptonica.pixGetWpl(pixels), whole = width / sizeof(uint);
        // The leftmost pixel is in the highest byte of a word; what lies right of the last one is undefined.
        uint last = ~(uint)(ulong.MaxValue >> (32 + width % sizeof(uint) * 8));
        for (int y = 0; y < Libleptonica.pixGetHeight(pixels); y++, row += words)
        {
            for (int x = 0; x < whole; x++)
                if (!IsBlackOrWhite(row[x]))
                    return false;
            if (last != 0 && !IsBlackOrWhite(row[whole] & last))
                return false;
        }

        return true;
    }

    /// <summary>Whether all bits of each of four bytes are the same.</summary>
    private static bool IsBlackOrWhite(uint four) => (four & LastBits) * byte.MaxValue == four;
}
