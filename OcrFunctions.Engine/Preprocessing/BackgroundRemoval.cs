using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Preprocessing;

/// <summary>
/// Background normalization of a page that is shaded, tinted, stained or shows print of the reverse side, with white for its background:
/// Tesseract reads the gray image, and takes every shadow for a point or an accent.
/// </summary>
internal static class BackgroundRemoval
{
    /// <summary>Grays of the normalized page that become black and white. Print that shows through is mostly lighter.</summary>
    private const int Black = 70, White = 190;

    /// <returns>A new image besides <paramref name="page"/>, which shows what was removed with the background; null for none.</returns>
    public static PageImage? Apply(PageImage page)
    {
        if (pixGetDepth(page.Pixels) != 8
            || BackgroundNormalization.IsWhite(page.Pixels)
            || BackgroundNormalization.Apply(page.Pixels) is not { } normalized)
            return null;
        using (normalized)
            return page.Derive(LeptonicaErrors.Check(pixGammaTRC(0, normalized, gamma: 1, Black, White), "paper"), PageTransform.Identity);
    }
}
