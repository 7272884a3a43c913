using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Preparation;

/// <summary>Keeps in 1 bit what has no grey, whatever its file took for a pixel: the same scan is then read the same way, in less memory.</summary>
internal static class BlackAndWhite
{
    private const uint LastBits = 0x01010101;

    public static PageImage Apply(PageImage page) => Libleptonica.pixGetDepth(page.Pixels) == 8 && IsAllOf(page.Pixels)
        ? page.With(PreparationSteps.Made(Libleptonica.pixThresholdToBinary(page.Pixels, 128), "black and white"))
        : page;

    /// <summary>Ends at the first grey, which most pages have in their first rows.</summary>
    private static unsafe bool IsAllOf(PixHandle pixels)
    {
        uint* row = Libleptonica.pixGetData(pixels);
        int width = Libleptonica.pixGetWidth(pixels), words = Libleptonica.pixGetWpl(pixels), whole = width / sizeof(uint);
        // The leftmost pixel is in the highest byte of a word; what lies right of the last one has no meaning.
        uint last = ~(uint)(ulong.MaxValue >> (32 + width % sizeof(uint) * 8));
        for (int y = 0; y < Libleptonica.pixGetHeight(pixels); y++, row += words)
        {
            for (int x = 0; x < whole; x++)
                if (!IsExtreme(row[x]))
                    return false;
            if (last != 0 && !IsExtreme(row[whole] & last))
                return false;
        }

        return true;
    }

    /// <summary>Whether all bits of each of four bytes are the same.</summary>
    private static bool IsExtreme(uint four) => (four & LastBits) * byte.MaxValue == four;
}
