using OcrFunctions.Engine.Images;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Pdf;

/// <summary>Size of a page as a viewer shows it, in points (72 to the inch).</summary>
internal readonly record struct PdfPageSize(double Width, double Height)
{
    public const double PointsPerInch = 72;

    /// <summary>Scans hold no more that helps, and text from programs is sharp enough.</summary>
    private const int WantedDpi = 300;

    /// <summary>Below this, letters of ordinary size are lost.</summary>
    private const int LowestDpi = 72;

    /// <summary>Poppler needs several bytes a pixel while it draws; A1 at 300 dpi has 70 million.</summary>
    private const long MostPixels = 100_000_000;

    public double WidthInInches => Width / PointsPerInch;

    public double HeightInInches => Height / PointsPerInch;

    public PdfPageSize Turned() => new(Height, Width);

    /// <summary>Dots per inch to draw the page at: the wanted number, or fewer where the page is so large that it would not fit.</summary>
    /// <exception cref="EngineException">
    /// With <see cref="EngineErrorCodes.PageTooLarge"/>, or <see cref="EngineErrorCodes.DamagedFile"/> for a page without a size.
    /// </exception>
    public int Dpi(long maxPixels)
    {
        if (!(Width > 0 && Height > 0 && double.IsFinite(Width * Height)))
            throw new EngineException(EngineErrorCodes.DamagedFile, $"The page has no size ({Width} x {Height} points).");
        double area = WidthInInches * HeightInInches;
        long pixels = Math.Min(maxPixels, MostPixels);
        double bySides = SizeLimit.LongestSide / Math.Max(WidthInInches, HeightInInches);
        int dpi = (int)Math.Min(WantedDpi, Math.Min(bySides, Math.Sqrt(pixels / area)));
        // Poppler rounds both sides up, which may be a row and a column too many.
        while (dpi >= LowestDpi && Math.Ceiling(WidthInInches * dpi) * Math.Ceiling(HeightInInches * dpi) > pixels)
            dpi--;
        return dpi >= LowestDpi
            ? dpi
            : throw new EngineException(
                EngineErrorCodes.PageTooLarge,
                $"The page is {WidthInInches:0.#} x {HeightInInches:0.#} inches; even at {LowestDpi} dpi it has more pixels than the limit.");
    }
}
