using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Preprocessing;

/// <summary>
/// A small binarized image of a page, for analysis before recognition: about 150 dpi for an ordinary
/// page, the background normalized, 1 where there is ink.
/// </summary>
internal sealed class BinarizedImage : IDisposable
{
    /// <summary>Twice the pixels that a sheet of A4 needs to show its letters.</summary>
    private const int MaxSide = 2_200;

    /// <summary>Grays of a normalized background: below the first is ink, above the second what is lighter than the background.</summary>
    private const int InkThreshold = 150, LightThreshold = 235;

    private readonly PixHandle? _light;

    private BinarizedImage(PixHandle pixels, double scale, PixHandle? gray = null, PixHandle? light = null) =>
        (Pixels, Scale, Gray, _light) = (pixels, scale, gray, light);

    /// <summary>1 bit.</summary>
    public PixHandle Pixels { get; }

    /// <summary>What was binarized: 8 bits of the same size, the background not normalized. Null for a page of 1 bit.</summary>
    public PixHandle? Gray { get; }

    /// <summary>Pixels of this image per pixel of the page.</summary>
    public double Scale { get; }

    /// <param name="page">8 bits of gray, or 1 bit.</param>
    public static BinarizedImage Of(PixHandle page)
    {
        PixHandle small = LeptonicaErrors.Check(pixClone(page), "ink");
        double scale = 1;
        while (Math.Max(pixGetWidth(small), pixGetHeight(small)) > MaxSide)
        {
            PixHandle half = pixGetDepth(small) == 1 ? pixReduceRankBinary2(small, level: 2, intab: 0) : pixScaleAreaMap2(small);
            small.Dispose();
            small = LeptonicaErrors.Check(half, "ink");
            scale /= 2;
        }

        if (pixGetDepth(small) == 1)
            return new BinarizedImage(small, scale);
        using PixHandle? normalized = BackgroundNormalization.Apply(small);
        // An image smaller than a few tiles, or without any background, cannot be normalized.
        PixHandle ink = LeptonicaErrors.Check(pixThresholdToBinary(normalized ?? small, InkThreshold), "ink");
        return new BinarizedImage(ink, scale, small, normalized is null ? null : ThresholdLight(normalized));
    }

    /// <param name="pixels">1 bit; owned by the new object.</param>
    public static BinarizedImage OfInk(PixHandle pixels) => new(pixels, scale: 1);

    /// <summary>Inverted: background as ink and ink as background.</summary>
    public BinarizedImage Inverted() => new(LeptonicaErrors.Check(pixInvert(0, Pixels), "ink"), Scale);

    /// <summary>Fraction of a rectangle that is ink, 0 to 1.</summary>
    /// <param name="left">In this image's pixels; clipped to the image, as the others.</param>
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

    /// <param name="box">In pixels of the page.</param>
    public double Density(BoundingBox box)
    {
        BoundingBox small = box.Mapped(Scale);
        return Density((int)small.Left, (int)small.Top, (int)small.Right, (int)small.Bottom);
    }

    /// <summary>What is lighter than its surroundings: white letters on a gray background. Null where that cannot be determined.</summary>
    public BinarizedImage? LighterThanBackground() =>
        _light is null ? null : new(LeptonicaErrors.Check(pixClone(_light), "ink"), Scale);

    public void Dispose()
    {
        Pixels.Dispose();
        Gray?.Dispose();
        _light?.Dispose();
    }

    private static PixHandle ThresholdLight(PixHandle normalized)
    {
        using PixHandle dark = LeptonicaErrors.Check(pixThresholdToBinary(normalized, LightThreshold), "ink");
        return LeptonicaErrors.Check(pixInvert(0, dark), "ink");
    }
}
