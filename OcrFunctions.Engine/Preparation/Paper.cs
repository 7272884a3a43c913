using OcrFunctions.Engine.Interop;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Preparation;

/// <summary>The paper of a page: one grey, whatever light fell on it.</summary>
internal static class Paper
{
    /// <summary>Grey that <see cref="Even"/> gives the paper.</summary>
    public const int Grey = 200;

    // Leptonica's own defaults.
    private const int TileWidth = 10, TileHeight = 15, Darkest = 60, FewestPixels = 40, SmoothAcross = 2, SmoothDown = 1;

    /// <param name="grey">8 bits.</param>
    /// <returns>A new image; null where there is no paper to speak of: a page of a few tiles, or all dark.</returns>
    public static PixHandle? Even(PixHandle grey)
    {
        PixHandle even = pixBackgroundNorm(grey, 0, 0, TileWidth, TileHeight, Darkest, FewestPixels, Grey, SmoothAcross, SmoothDown);
        if (!even.IsInvalid)
            return even;
        even.Dispose();
        return null;
    }

    /// <summary>Whether nearly all of a page is white without a shade, as programs and good scanners make it.</summary>
    /// <param name="grey">8 bits.</param>
    public static unsafe bool IsClean(PixHandle grey)
    {
        const byte white = 250;
        const double nearlyAll = 0.8;
        (int width, int height, int words) = (pixGetWidth(grey), pixGetHeight(grey), pixGetWpl(grey));
        byte* row = (byte*)pixGetData(grey);
        long seen = 0, found = 0;
        // Every seventh row and column are enough; the order of bytes in a word does not matter for a count.
        for (int y = 0; y < height; y += 7)
            for (int x = 0; x < width; x += 7, seen++)
                if (row[(long)y * words * sizeof(uint) + x] >= white)
                    found++;
        return found >= nearlyAll * seen;
    }
}
