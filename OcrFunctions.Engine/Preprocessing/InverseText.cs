using OcrFunctions.Engine.Interop;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Preprocessing;

/// <summary>Inverts light print on a dark or gray background to dark print on white.</summary>
internal static class InverseText
{
    /// <param name="pixels">8 bits or 1 bit.</param>
    /// <param name="x">Left of the background, in both images.</param>
    /// <param name="y">Top.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="target">Receives the print; of the same size and depth.</param>
    public static void CopyInverted(PixHandle pixels, int x, int y, int width, int height, PixHandle target)
    {
        using PixHandle part = LeptonicaErrors.Check(pixCreate(width, height, pixGetDepth(pixels)), "dark ground");
        _ = pixSetAllGray(part, 0);
        _ = pixRasterop(part, 0, 0, width, height, PIX_NOT_SRC, pixels, x, y);
        if (pixGetDepth(part) == 1)
        {
            _ = pixRasterop(target, x, y, width, height, PIX_SRC, part, 0, 0);
            return;
        }

        // A gray background would stay gray, and dark beside the white around it: its most frequent value becomes white.
        int background = GrayHistogram.Of(part).Quantile(0.5);
        using PixHandle white = LeptonicaErrors.Check(pixGammaTRC(0, part, gamma: 1, 0, Math.Max(2, background - 1)), "dark ground");
        _ = pixRasterop(target, x, y, width, height, PIX_SRC, white, 0, 0);
    }
}
