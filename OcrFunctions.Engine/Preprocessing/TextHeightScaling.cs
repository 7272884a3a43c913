using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Preprocessing;

/// <summary>
/// Scales a page so that its print has the size that Tesseract reads best, whatever the scanner's resolution was: small print is
/// upscaled, large print reduced, which smooths the jagged edges of 1-bit letters and the grain of photos.
/// </summary>
internal static class TextHeightScaling
{
    private const byte White = 255;

    /// <summary>Typical height of the connected components, in pixels, at which fewest words are misread (decision 0022).</summary>
    private const double TargetHeight = 17;

    /// <summary>Within these factors scaling is not worth its blur.</summary>
    private const double MinReduction = 0.85, MinMagnification = 1.2;

    /// <summary>Further upscaling adds no detail.</summary>
    private const double MaxMagnification = 2;

    /// <summary>Footnotes keep at least this height when the rest of a page is reduced.</summary>
    private const double MinSmallPrint = 11;

    /// <summary>Fewer connected components do not determine a page's print size.</summary>
    private const int MinLetters = 5;

    /// <summary>A page without detectable text is reduced to this: there is nothing to lose.</summary>
    private const double MaxPixelsWithoutText = 30e6;

    /// <summary>Factor below which whole 1-bit pixels become one gray pixel.</summary>
    private const double MinForFineAverage = 0.5;

    /// <summary>The finer intermediate image takes 32 times the memory of 1 bit.</summary>
    private const double MaxPixelsDoubled = 40e6;

    /// <summary>An upscaled page is no larger than this.</summary>
    private const double MaxPixelsMagnified = 60e6;

    /// <summary>Points. Letters of this height are set in 4 points, which is not used in practice: the page itself was reduced.</summary>
    private const double MinPrintSize = 2.2, PointsPerInch = 72;

    /// <summary>The page without its resolution where layout analysis would take its letters for specks at that resolution.</summary>
    public static PageImage WithPlausibleResolution(PageImage page, TextHeight textHeight) =>
        page.Resolution is { } resolution
            && textHeight.Letters >= MinLetters
            && textHeight.Typical * PointsPerInch / resolution.Y < MinPrintSize
            ? page with { Resolution = null }
            : page;

    /// <param name="page">8 bits or 1 bit.</param>
    /// <param name="textHeight">Of its text.</param>
    /// <returns>Factor to scale the page by; 1 for one that needs no scaling.</returns>
    public static double FactorFor(PixHandle page, TextHeight textHeight)
    {
        double pixels = (double)pixGetWidth(page) * pixGetHeight(page);
        if (textHeight.Letters < MinLetters)
            return Math.Min(1, Math.Sqrt(MaxPixelsWithoutText / pixels));
        double factor = TargetHeight / textHeight.Typical;
        if (factor > 1)
            return factor < MinMagnification
                ? 1
                : Math.Max(1, Math.Min(Math.Min(factor, MaxMagnification), Math.Sqrt(MaxPixelsMagnified / pixels)));
        factor = Math.Max(factor, Math.Min(1, MinSmallPrint / textHeight.Small));
        return factor > MinReduction ? 1 : factor;
    }

    /// <returns>A new image besides <paramref name="page"/>.</returns>
    public static PageImage Apply(PageImage page, double factor)
    {
        int width = pixGetWidth(page.Pixels), height = pixGetHeight(page.Pixels);
        PixHandle scaled = LeptonicaErrors.Check(Scaled(page.Pixels, (float)factor), "scale");
        // Leptonica rounds the size, so the map is computed from the actual one.
        var back = PageTransform.Scale((double)width / pixGetWidth(scaled), (double)height / pixGetHeight(scaled));
        // Upscaled letters have an ordinary size; given the resolution, layout analysis would take them for tiny ones and drop some.
        return page.Derive(scaled, back) with { Resolution = factor > 1 ? null : page.Resolution?.Times(factor) };
    }

    /// <summary>Smooth in both directions, 1 bit becoming gray: with sampling, letters would lose their thin strokes.</summary>
    /// <param name="pixels">8 bits or 1 bit.</param>
    /// <param name="factor">Above 0.</param>
    public static PixHandle Scaled(PixHandle pixels, float factor)
    {
        if (factor == 1)
            return pixClone(pixels);
        if (pixGetDepth(pixels) != 1)
            return pixScaleGeneral(pixels, factor, factor, sharpfract: 0, sharpwidth: 0);
        if (factor < MinForFineAverage || (factor < 1 && (long)pixGetWidth(pixels) * pixGetHeight(pixels) > MaxPixelsDoubled))
            return pixScaleToGray(pixels, factor);
        using PixHandle gray = LeptonicaErrors.Check(pixConvert1To8(0, pixels, White, 0), "scale");
        if (factor < 1)
        {
            // Averaged over a finer image: leptonica's own scaling samples before it averages, which breaks thin strokes at these factors.
            using PixHandle finer = LeptonicaErrors.Check(pixScaleGeneral(gray, 2, 2, sharpfract: 0, sharpwidth: 0), "scale");
            return pixScaleGeneral(finer, factor / 2, factor / 2, sharpfract: 0, sharpwidth: 0);
        }

        return pixScaleGeneral(gray, factor, factor, sharpfract: 0, sharpwidth: 0);
    }
}
