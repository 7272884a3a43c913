using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Pdf.Structure;

namespace OcrFunctions.Engine.Pdf.Embedded;

/// <summary>Pixels and their position on the page.</summary>
/// <param name="Pixels">Owned by the last of the values derived from each other.</param>
/// <param name="ToPage">From pixels (origin at the top left of the first) to inches of the page as a viewer shows it.</param>
internal readonly record struct PlacedPixels(PixHandle Pixels, PageTransform ToPage)
{
    /// <summary>Cosine between the sides of a pixel above which it is not a rectangle: letters would be slanted.</summary>
    private const double MaxShear = 0.02;

    /// <summary>Pixels with a higher ratio of their sides do not come from a scanner.</summary>
    private const double MaxPixel = 4;

    /// <summary>Dots per inch horizontally and vertically; null where they are not plausible for a scanner.</summary>
    public Resolution? Resolution
    {
        get
        {
            (double across, double down) = Sides(ToPage);
            return Geometry.Resolution.Plausible((int)Math.Round(1 / across), (int)Math.Round(1 / down));
        }
    }

    /// <summary>The map of an image's pixels; null for a matrix that does more than scale, rotate, mirror and translate.</summary>
    /// <param name="unitSquare">From the image's unit square, whose origin is at its bottom left, to points.</param>
    /// <param name="format">Its size.</param>
    public static PageTransform? MapOf(PageTransform unitSquare, ImageFormat format)
    {
        PageTransform toUnit = new(1.0 / format.Width, 0, 0, 0, -1.0 / format.Height, 1);
        PageTransform map = toUnit.Then(unitSquare).Then(PageTransform.Scale(1 / PdfPageSize.PointsPerInch, 1 / PdfPageSize.PointsPerInch));
        (double across, double down) = Sides(map);
        double shear = Math.Abs(map.A * map.B + map.D * map.E) / (across * down), length = Math.Max(across, down) / Math.Min(across, down);
        // Comparisons with NaN are false.
        return shear <= MaxShear && length <= MaxPixel ? map : null;
    }

    /// <summary>A matrix may mirror an image.</summary>
    public PlacedPixels Unmirrored()
    {
        if (ToPage.A * ToPage.E - ToPage.B * ToPage.D > 0)
            return this;
        int width = Libleptonica.pixGetWidth(Pixels);
        return With(Libleptonica.pixFlipLR(0, Pixels), new PageTransform(-1, 0, width, 0, 1, 0));
    }

    /// <summary>Turned by quarters until the top of the page is the top of the image, as in a rasterized page.</summary>
    public PlacedPixels Upright()
    {
        int quarters = ((int)Math.Round(Math.Atan2(ToPage.D, ToPage.A) / (Math.PI / 2)) + 4) % 4;
        int width = Libleptonica.pixGetWidth(Pixels), height = Libleptonica.pixGetHeight(Pixels);
        return quarters switch
        {
            1 => With(Libleptonica.pixRotateOrth(Pixels, 1), new PageTransform(0, 1, 0, -1, 0, height)),
            2 => With(Libleptonica.pixRotateOrth(Pixels, 2), new PageTransform(-1, 0, width, 0, -1, height)),
            3 => With(Libleptonica.pixRotateOrth(Pixels, 3), new PageTransform(0, -1, width, 1, 0, 0)),
            _ => this,
        };
    }

    /// <summary>Replaces the pixels; the old ones are freed.</summary>
    /// <param name="made">Result of a leptonica call.</param>
    /// <param name="back">From the new pixels to these.</param>
    public PlacedPixels With(PixHandle made, PageTransform back)
    {
        using (Pixels)
            return new PlacedPixels(LeptonicaErrors.Check(made, "embedded image"), back.Then(ToPage));
    }

    private static (double Across, double Down) Sides(PageTransform map) => (double.Hypot(map.A, map.D), double.Hypot(map.B, map.E));
}
