using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Preprocessing;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Recognition;

/// <summary>A white image with some regions of a page at their original positions, so that nothing else is read.</summary>
internal static class RegionMask
{
    /// <param name="pixels">8 bits or 1 bit.</param>
    /// <param name="regions">What to keep.</param>
    public static PixHandle Apply(PixHandle pixels, IEnumerable<MaskRegion> regions)
    {
        PixHandle masked = LeptonicaErrors.Check(pixCreateTemplate(pixels), "cut-outs");
        _ = pixSetAllGray(masked, grayval: 255);
        foreach ((int x, int y, int width, int height, bool isInverse) in regions)
        {
            if (isInverse)
                InverseText.CopyInverted(pixels, x, y, width, height, masked);
            else
                _ = pixRasterop(masked, x, y, width, height, PIX_SRC, pixels, x, y);
        }

        return masked;
    }
}

/// <summary>A region in pixels of the page.</summary>
/// <param name="IsInverse">Its letters are light on a dark background, and become dark on white.</param>
internal readonly record struct MaskRegion(int X, int Y, int Width, int Height, bool IsInverse = false);
