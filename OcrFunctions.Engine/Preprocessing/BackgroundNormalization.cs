using OcrFunctions.Engine.Interop;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Preprocessing;

/// <summary>Background normalization: one gray for the background of a page, whatever its illumination.</summary>
internal static class BackgroundNormalization
{
    /// <summary>Gray that <see cref="Apply"/> gives the background.</summary>
    public const int Gray = 200;

    // Leptonica's own defaults.
    private const int TileWidth = 10, TileHeight = 15, Threshold = 60, MinCount = 40, SmoothX = 2, SmoothY = 1;

    /// <param name="gray">8 bits.</param>
    /// <returns>A new image; null where there is no usable background: a page of a few tiles, or all dark.</returns>
    public static PixHandle? Apply(PixHandle gray)
    {
        PixHandle normalized = pixBackgroundNorm(gray, 0, 0, TileWidth, TileHeight, Threshold, MinCount, Gray, SmoothX, SmoothY);
        if (!normalized.IsInvalid)
            return normalized;
        normalized.Dispose();
        return null;
    }

    /// <summary>Whether nearly all of a page is pure white, as programs and good scanners make it.</summary>
    /// <param name="gray">8 bits.</param>
    public static unsafe bool IsWhite(PixHandle gray)
    {
        const byte white = 250;
        const double nearlyAll = 0.8;
        (int width, int height, int words) = (pixGetWidth(gray), pixGetHeight(gray), pixGetWpl(gray));
        byte* row = (byte*)pixGetData(gray);
        long sampled = 0, found = 0;
        // Every seventh row and column are enough; the order of bytes in a word does not matter for a count.
        for (int y = 0; y < height; y += 7)
            for (int x = 0; x < width; x += 7, sampled++)
                if (row[(long)y * words * sizeof(uint) + x] >= white)
                    found++;
        return found >= nearlyAll * sampled;
    }
}
