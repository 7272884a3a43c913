using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Preprocessing;

/// <summary>
/// Converts to 8-bit gray, or keeps the 1 bit of a fax. Given color, Tesseract looks for ink in each channel separately and makes
/// more errors.
/// </summary>
internal static class Grayscale
{
    public static PageImage Apply(PageImage page)
    {
        if (Libleptonica.pixGetColormap(page.Pixels) != 0)
            page = page.With(LeptonicaErrors.Check(
                Libleptonica.pixRemoveColormap(page.Pixels, Libleptonica.REMOVE_CMAP_TO_GRAYSCALE), "color map"));
        return Libleptonica.pixGetDepth(page.Pixels) is 1 or 8
            ? page
            : page.With(LeptonicaErrors.Check(Libleptonica.pixConvertTo8(page.Pixels, cmapflag: 0), "gray"));
    }
}
