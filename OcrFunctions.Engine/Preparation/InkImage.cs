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
    private const int LightestInk = 150, DarkestLight = 235;

    private InkImage(PixHandle pixels, double scale, PixHandle? light = null) => (Pixels, Scale, _light) = (pixels, scale, light);

    private readonly PixHandle? _light;

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
        using (PixHandle? even = Paper.Even(small))
        {
            // An image smaller than a few tiles, or without any paper, has no background to speak of.
            PixHandle ink = PreparationSteps.Made(pixThresholdToBinary(even ?? small, LightestInk), "ink");
            return new InkImage(ink, scale, even is null ? null : LighterThanPaper(even));
        }
    }

    /// <summary>Paper as ink and ink as paper.</summary>
    public InkImage Inverted() => new(PreparationSteps.Made(pixInvert(0, Pixels), "ink"), Scale);

    /// <summary>Part of a rectangle that is ink, 0 to 1.</summary>
    /// <param name="left">In this image's pixels; cut to the image, as the others.</param>
    /// <param name="top">Likewise.</param>
    /// <param name="right">Likewise.</param>
    /// <param name="bottom">Likewise.</param>
    public unsafe double Density(int left, int top, int right, int bottom)
    {
        (left, top) = (Math.Max(0, left), Math.Max(0, top));
        (right, bottom) = (Math.Min(pixGetWidth(Pixels), right), Math.Min(pixGetHeight(Pixels), bottom));
        uint* data = pixGetData(Pixels);
        int words = pixGetWpl(Pixels);
        long ink = 0, all = Math.Max(1, (long)(right - left) * (bottom - top));
        for (int y = top; y < bottom; y++)
            for (int x = left; x < right; x++)
                ink += data[(long)y * words + x / 32] >> (31 - x % 32) & 1;
        return (double)ink / all;
    }

    /// <summary>What is lighter than the paper around it: white letters on a grey ground. Null where that cannot be told.</summary>
    public InkImage? Light() => _light is null ? null : new(PreparationSteps.Made(pixClone(_light), "ink"), Scale);

    public void Dispose()
    {
        Pixels.Dispose();
        _light?.Dispose();
    }

    private static PixHandle LighterThanPaper(PixHandle even)
    {
        using PixHandle dark = PreparationSteps.Made(pixThresholdToBinary(even, DarkestLight), "ink");
        return PreparationSteps.Made(pixInvert(0, dark), "ink");
    }
}
