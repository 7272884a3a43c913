using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Preparation;

namespace OcrFunctions.Engine.Pdf.Embedded;

/// <summary>Pixels and where they lie.</summary>
/// <param name="Pixels">Owned by the last of the values made of each other.</param>
/// <param name="ToPage">From pixels (origin at the top left of the first) to inches of the page as a viewer shows it.</param>
internal readonly record struct PlacedPixels(PixHandle Pixels, PageTransform ToPage)
{
    /// <summary>Cosine between the sides of a pixel above which it is no rectangle: letters would lean.</summary>
    private const double MostShear = 0.02;

    /// <summary>Pixels that are longer than this, one side over the other, are no scanner's.</summary>
    private const double LongestPixel = 4;

    /// <summary>Dots per inch across and down; null where no scanner has such.</summary>
    public Resolution? Resolution
    {
        get
        {
            (double across, double down) = Sides(ToPage);
            return Preparation.Resolution.Plausible((int)Math.Round(1 / across), (int)Math.Round(1 / down));
        }
    }

    /// <summary>The map of an image's pixels; null for a matrix that does more than scale, turn, mirror and move.</summary>
    /// <param name="unitSquare">From the image's unit square, whose origin is at its bottom left, to points.</param>
    /// <param name="format">Its size.</param>
    public static PageTransform? MapOf(PageTransform unitSquare, ImageFormat format)
    {
        PageTransform toUnit = new(1.0 / format.Width, 0, 0, 0, -1.0 / format.Height, 1);
        PageTransform map = toUnit.Then(unitSquare).Then(PageTransform.Scale(1 / PdfPageSize.PointsPerInch, 1 / PdfPageSize.PointsPerInch));
        (double across, double down) = Sides(map);
        double shear = Math.Abs(map.A * map.B + map.D * map.E) / (across * down), length = Math.Max(across, down) / Math.Min(across, down);
        // Comparisons with what is no number are false.
        return shear <= MostShear && length <= LongestPixel ? map : null;
    }

    /// <summary>A matrix may show an image from behind.</summary>
    public PlacedPixels Unmirrored()
    {
        if (ToPage.A * ToPage.E - ToPage.B * ToPage.D > 0)
            return this;
        int width = Libleptonica.pixGetWidth(Pixels);
        return With(Libleptonica.pixFlipLR(0, Pixels), new PageTransform(-1, 0, width, 0, 1, 0));
    }

    /// <summary>Turned by quarters until what is up on the page is up in the image, as in a drawing of the page.</summary>
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

    /// <summary>Other pixels; the old ones are freed.</summary>
    /// <param name="made">What a leptonica call gave.</param>
    /// <param name="back">From the new pixels to these.</param>
    public PlacedPixels With(PixHandle made, PageTransform back)
    {
        using (Pixels)
            return new PlacedPixels(PreparationSteps.Made(made, "embedded image"), back.Then(ToPage));
    }

    private static (double Across, double Down) Sides(PageTransform map) => (double.Hypot(map.A, map.D), double.Hypot(map.B, map.E));
}
