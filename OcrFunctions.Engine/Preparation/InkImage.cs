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

    /// <summary>Of evened paper.</summary>
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
        using PixHandle? even = Paper.Even(grey);
        return PreparationSteps.Made(pixThresholdToBinary(even ?? grey, LightestInk), "ink");
    }
}
