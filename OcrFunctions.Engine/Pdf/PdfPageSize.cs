using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Images;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Pdf;

/// <summary>Size of a page as a viewer shows it, in points (72 to the inch).</summary>
internal readonly record struct PdfPageSize(double Width, double Height)
{
    public const double PointsPerInch = 72;

    /// <summary>A higher resolution gives no more detail of scans, and text from programs is sharp enough.</summary>
    private const int TargetDpi = 300;

    /// <summary>Below this, letters of ordinary size are lost.</summary>
    private const int MinDpi = 72;

    /// <summary>Poppler needs several bytes a pixel while it rasterizes; A1 at 300 dpi has 70 million.</summary>
    private const long MaxPixels = 100_000_000;

    public double WidthInInches => Width / PointsPerInch;

    public double HeightInInches => Height / PointsPerInch;

    public PdfPageSize Turned() => new(Height, Width);

    /// <summary>
    /// Dots per inch to rasterize the page at: the requested number, or fewer where the page is so large that it would not fit.
    /// </summary>
    /// <exception cref="EngineException">
    /// With <see cref="EngineErrorCodes.PageTooLarge"/>, or <see cref="EngineErrorCodes.DamagedFile"/> for a page without a size.
    /// </exception>
    public int Dpi(long maxPixels)
    {
        if (!(Width > 0 && Height > 0 && double.IsFinite(Width * Height)))
            throw new EngineException(EngineErrorCodes.DamagedFile, $"The page has no size ({Width} x {Height} points).");
        double area = WidthInInches * HeightInInches;
        long pixels = Math.Min(maxPixels, MaxPixels);
        double bySides = SizeLimit.MaxSide / Math.Max(WidthInInches, HeightInInches);
        int dpi = (int)Math.Min(TargetDpi, Math.Min(bySides, Math.Sqrt(pixels / area)));
        // Poppler rounds both sides up, which may be a row and a column too many.
        while (dpi >= MinDpi && Math.Ceiling(WidthInInches * dpi) * Math.Ceiling(HeightInInches * dpi) > pixels)
            dpi--;
        return dpi >= MinDpi
            ? dpi
            : throw new EngineException(
                EngineErrorCodes.PageTooLarge,
                $"The page is {WidthInInches:0.#} x {HeightInInches:0.#} inches; even at {MinDpi} dpi it has more pixels than the limit.");
    }
}
