using OcrFunctions.Engine.Interop;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Preparation;

/// <summary>
/// Brings the print of a page to the size that Tesseract reads best, whatever the scanner's resolution was: small print is
/// blown up, large print reduced, which takes the teeth off letters of 1 bit and the grain off photos.
/// </summary>
internal static class PrintScale
{
    private const byte White = 255;

    /// <summary>Typical height of the pieces of ink, in pixels, at which fewest words are misread (decision 0022).</summary>
    private const double Wanted = 17;

    /// <summary>Within these factors scaling is not worth its blur.</summary>
    private const double LeastReduction = 0.85, LeastMagnification = 1.2;

    /// <summary>Blowing up further shows no more.</summary>
    private const double Most = 2;

    /// <summary>Footnotes keep at least this height when the rest of a page is reduced.</summary>
    private const double LeastSmallPrint = 11;

    /// <summary>Fewer pieces of ink say nothing of a page's print.</summary>
    private const int FewestLetters = 5;

    /// <summary>A page that shows no print is reduced to this: there is nothing to lose.</summary>
    private const double MostPixelsWithoutPrint = 30e6;

    /// <summary>Below it whole dots of 1 bit make one of grey; and the finer image between takes 32 times the memory of 1 bit.</summary>
    private const double LeastForFineAverage = 0.5, MostPixelsDoubled = 40e6;

    /// <summary>Blown up, a page is no larger than this.</summary>
    private const double MostPixelsMagnified = 60e6;

    /// <summary>Points. Print with letters of this height is set in 4 points: nobody does, so it is the page that was made smaller.</summary>
    private const double LeastBelieved = 2.2, PointsPerInch = 72;

    /// <summary>What the layout analysis is told: nothing where it would take the page's letters for specks at the page's own resolution.</summary>
    public static PageImage WithBelievableResolution(PageImage page, TextSize size) =>
        page.Resolution is { } has && size.Letters >= FewestLetters && size.Typical * PointsPerInch / has.Y < LeastBelieved
            ? page with { Resolution = null }
            : page;

    /// <param name="page">8 bits or 1 bit.</param>
    /// <param name="size">Of its print.</param>
    /// <returns>Factor to scale the page by; 1 for one that is well as it is.</returns>
    public static double For(PixHandle page, TextSize size)
    {
        double pixels = (double)pixGetWidth(page) * pixGetHeight(page);
        if (size.Letters < FewestLetters)
            return Math.Min(1, Math.Sqrt(MostPixelsWithoutPrint / pixels));
        double factor = Wanted / size.Typical;
        if (factor > 1)
            return factor < LeastMagnification ? 1 : Math.Max(1, Math.Min(Math.Min(factor, Most), Math.Sqrt(MostPixelsMagnified / pixels)));
        factor = Math.Max(factor, Math.Min(1, LeastSmallPrint / size.Small));
        return factor > LeastReduction ? 1 : factor;
    }

    /// <returns>A new image besides <paramref name="page"/>.</returns>
    public static PageImage Apply(PageImage page, double factor)
    {
        int width = pixGetWidth(page.Pixels), height = pixGetHeight(page.Pixels);
        PixHandle scaled = PreparationSteps.Made(Scaled(page.Pixels, (float)factor), "scale");
        // Leptonica rounds the size, so the map comes from what it made.
        var back = PageTransform.Scale((double)width / pixGetWidth(scaled), (double)height / pixGetHeight(scaled));
        // Blown up, letters are of an ordinary size; told the resolution, the layout analysis would take them for tiny ones and drop some.
        return page.Derive(scaled, back) with { Resolution = factor > 1 ? null : page.Resolution?.Times(factor) };
    }

    /// <summary>Smooth in both directions, 1 bit becoming grey: sampled, letters would lose their thin strokes.</summary>
    /// <param name="pixels">8 bits or 1 bit.</param>
    /// <param name="factor">Above 0.</param>
    public static PixHandle Scaled(PixHandle pixels, float factor)
    {
        if (factor == 1)
            return pixClone(pixels);
        if (pixGetDepth(pixels) != 1)
            return pixScaleGeneral(pixels, factor, factor, sharpfract: 0, sharpwidth: 0);
        if (factor < LeastForFineAverage || (factor < 1 && (long)pixGetWidth(pixels) * pixGetHeight(pixels) > MostPixelsDoubled))
            return pixScaleToGray(pixels, factor);
        using PixHandle grey = PreparationSteps.Made(pixConvert1To8(0, pixels, White, 0), "scale");
        if (factor < 1)
        {
            // Averaged over a finer image: leptonica's own way samples before it averages, which breaks thin strokes at these factors.
            using PixHandle finer = PreparationSteps.Made(pixScaleGeneral(grey, 2, 2, sharpfract: 0, sharpwidth: 0), "scale");
            return pixScaleGeneral(finer, factor / 2, factor / 2, sharpfract: 0, sharpwidth: 0);
        }

        return pixScaleGeneral(grey, factor, factor, sharpfract: 0, sharpwidth: 0);
    }
}
