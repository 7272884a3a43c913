using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Preparation;

/// <summary>
/// Leaves 8 bits of grey, or the 1 bit of a fax. Given colour, Tesseract looks for ink in each channel by itself and reads
/// more errors.
/// </summary>
internal static class Grey
{
    public static PageImage Apply(PageImage page)
    {
        if (Libleptonica.pixGetColormap(page.Pixels) != 0)
            page = page.With(PreparationSteps.Made(
                Libleptonica.pixRemoveColormap(page.Pixels, Libleptonica.REMOVE_CMAP_TO_GRAYSCALE), "colour map"));
        return Libleptonica.pixGetDepth(page.Pixels) is 1 or 8
            ? page
            : page.With(PreparationSteps.Made(Libleptonica.pixConvertTo8(page.Pixels, cmapflag: 0), "grey"));
    }
}
