using OcrFunctions.Engine.Interop;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Preparation;

/// <summary>Makes dark print on white paper of light print on a dark or grey ground.</summary>
internal static class DarkGround
{
    /// <param name="pixels">8 bits or 1 bit.</param>
    /// <param name="x">Left of the ground, in both images.</param>
    /// <param name="y">Top.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="paper">Takes the print; as large and as deep.</param>
    public static void CopyInverted(PixHandle pixels, int x, int y, int width, int height, PixHandle paper)
    {
        using PixHandle part = PreparationSteps.Made(pixCreate(width, height, pixGetDepth(pixels)), "dark ground");
        _ = pixSetAllGray(part, 0);
        _ = pixRasterop(part, 0, 0, width, height, PIX_NOT_SRC, pixels, x, y);
        if (pixGetDepth(part) == 1)
        {
            _ = pixRasterop(paper, x, y, width, height, PIX_SRC, part, 0, 0);
            return;
        }

        // A grey ground would stay grey, and dark beside the white around it: what most of it has becomes white.
        using PixHandle clear = PreparationSteps.Made(pixGammaTRC(0, part, gamma: 1, 0, Math.Max(2, Median(part) - 1)), "dark ground");
        _ = pixRasterop(paper, x, y, width, height, PIX_SRC, clear, 0, 0);
    }

    private static unsafe int Median(PixHandle grey)
    {
        (int width, int height, int words) = (pixGetWidth(grey), pixGetHeight(grey), pixGetWpl(grey));
        Span<int> counts = stackalloc int[256];
        uint* row = pixGetData(grey);
        for (int y = 0; y < height; y++, row += words)
            for (int x = 0; x < width; x++)
                counts[(int)(row[x / 4] >> (24 - 8 * (x % 4)) & 255)]++;
        int left = width * height / 2, median = 0;
        while (median < 255 && (left -= counts[median]) > 0)
            median++;
        return median;
    }
}
