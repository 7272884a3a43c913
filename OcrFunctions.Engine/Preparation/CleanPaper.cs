using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Preparation;

/// <summary>
/// Makes paper white that is shaded, tinted, stained or lets the other side's print show through: Tesseract reads the grey
/// image, and takes every shadow for a point or an accent.
/// </summary>
internal static class CleanPaper
{
    /// <summary>Greys of the evened page that become black and white. The other side's print is mostly lighter than the second.</summary>
    private const int Black = 70, White = 190;

    /// <summary>Takes over <paramref name="page"/>.</summary>
    public static PageImage Apply(PageImage page)
    {
        if (pixGetDepth(page.Pixels) != 8 || Paper.IsClean(page.Pixels) || Paper.Even(page.Pixels) is not { } even)
            return page;
        using (even)
            return page.With(PreparationSteps.Made(pixGammaTRC(0, even, gamma: 1, Black, White), "paper"));
    }
}
