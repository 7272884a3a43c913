using OcrFunctions.Engine.Interop;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Preparation;

/// <summary>
/// A small image of 1 bit of a page, for looking at it before it is recognised: about 150 dots to the inch of an ordinary
/// page, the paper made even, 1 where there is ink.
/// </summary>
internal sealed class InkImage : IDisposable
{
    /// <summary>Twice the dots of a sheet of A4 that still show its letters.</summary>
    private const int LongestSide = 2_200;

    // Leptonica's own defaults for tiles of paper, with the paper mapped to 200 and everything well below that taken for ink.
    private const int TileWidth = 10, TileHeight = 15, DarkestPaper = 60, FewestPixels = 40, Paper = 200, SmoothAcross = 2, SmoothDown = 1;
    private const int LightestInk = 150;

    private InkImage(PixHandle pixels, double scale) => (Pixels, Scale) = (pixels, scale);

    /// <summary>1 bit.</summary>
    public PixHandle Pixels { get; }

    /// <summary>Pixels of this image to one of the page's.</summary>
    public double Scale { get; }

    /// <param name="page">8 bits of grey, or 1 bit.</param>
    public static InkImage Of(PixHandle page)
    {
        PixHandle small = PreparationSteps.Made(pixClone(page), "ink");
        double scale = 1;
        while (Math.Max(pixGetWidth(small), pixGetHeight(small)) > LongestSide)
        {
            PixHandle half = pixGetDepth(small) == 1 ? pixReduceRankBinary2(small, level: 2, intab: 0) : pixScaleAreaMap2(small);
            small.Dispose();
            small = PreparationSteps.Made(half, "ink");
            scale /= 2;
        }

        if (pixGetDepth(small) == 1)
            return new InkImage(small, scale);
        using (small)
            return new InkImage(Binary(small), scale);
    }

    public void Dispose() => Pixels.Dispose();

    private static PixHandle Binary(PixHandle grey)
    {
        using PixHandle even = pixBackgroundNorm(grey, 0, 0, TileWidth, TileHeight, DarkestPaper, FewestPixels, Paper, SmoothAcross, SmoothDown);
        // An image smaller than a few tiles, or without any paper, has no background to speak of.
        return PreparationSteps.Made(pixThresholdToBinary(even.IsInvalid ? grey : even, LightestInk), "ink");
    }
}
