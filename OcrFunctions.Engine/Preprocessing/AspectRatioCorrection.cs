using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Preprocessing;

/// <summary>Scales a fax, which has half the resolution vertically, to the shape that its letters had on paper.</summary>
internal static class AspectRatioCorrection
{
    /// <summary>Below this ratio letters keep their shape well enough.</summary>
    private const double MinRatio = 1.1;

    /// <summary>No scanner's pixels are longer than this: above it the file is wrong, and scaling would only cost memory.</summary>
    private const double MaxRatio = 4;

    /// <summary>Whether the pixels of such an image are noticeably longer in one direction.</summary>
    public static bool Applies(Resolution resolution) => RatioOf(resolution) is >= MinRatio and <= MaxRatio;

    public static PageImage Apply(PageImage page)
    {
        if (page.Resolution is not { } resolution)
            return page;
        if (!Applies(resolution))
            return RatioOf(resolution) < MinRatio ? page : page with { Resolution = null };

        int target = Math.Max(resolution.X, resolution.Y);
        float x = (float)target / resolution.X, y = (float)target / resolution.Y;
        int width = Libleptonica.pixGetWidth(page.Pixels), height = Libleptonica.pixGetHeight(page.Pixels);
        PageImage scaled = page.With(LeptonicaErrors.Check(Libleptonica.pixScale(page.Pixels, x, y), "square pixels"));
        // Leptonica rounds the size, so the map is computed from the actual one.
        var toOriginal = PageTransform.Scale(
            (double)width / Libleptonica.pixGetWidth(scaled.Pixels),
            (double)height / Libleptonica.pixGetHeight(scaled.Pixels));
        return scaled with { Resolution = new Resolution(target, target), ToOriginal = toOriginal.Then(page.ToOriginal) };
    }

    private static double RatioOf(Resolution resolution) =>
        (double)Math.Max(resolution.X, resolution.Y) / Math.Min(resolution.X, resolution.Y);
}
