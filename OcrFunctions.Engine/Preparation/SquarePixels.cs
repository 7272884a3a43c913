using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Preparation;

/// <summary>Stretches a fax, which has half as many dots down as across, to the shape that its letters had on paper.</summary>
internal static class SquarePixels
{
    /// <summary>Below this ratio letters keep their shape well enough.</summary>
    private const double Noticeable = 1.1;

    /// <summary>No scanner's pixels are longer than this: above it the file is wrong, and stretching would only cost memory.</summary>
    private const double Believable = 4;

    public static PageImage Apply(PageImage page)
    {
        if (page.Resolution is not { } has)
            return page;
        int wanted = Math.Max(has.X, has.Y);
        float x = (float)wanted / has.X, y = (float)wanted / has.Y;
        if (Math.Max(x, y) < Noticeable)
            return page;
        if (Math.Max(x, y) > Believable)
            return page with { Resolution = null };

        int width = Libleptonica.pixGetWidth(page.Pixels), height = Libleptonica.pixGetHeight(page.Pixels);
        PageImage stretched = page.With(PreparationSteps.Made(Libleptonica.pixScale(page.Pixels, x, y), "square pixels"));
        // Leptonica rounds the size, so the map comes from what it made.
        var back = PageTransform.Scale(
            (double)width / Libleptonica.pixGetWidth(stretched.Pixels),
            (double)height / Libleptonica.pixGetHeight(stretched.Pixels));
        return stretched with { Resolution = new Resolution(wanted, wanted), ToOriginal = back.Then(page.ToOriginal) };
    }
}
