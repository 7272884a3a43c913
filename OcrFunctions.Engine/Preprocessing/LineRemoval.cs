using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Preprocessing;

/// <summary>
/// Removes the rules of tables from a page: connected components far larger than letters. Thick ones make Tesseract take a table for a
/// picture, or its rules for letters. Large components that are not rules are removed too, so this is for a second pass, not the first.
/// </summary>
internal static class LineRemoval
{
    private const int InkThreshold = 128;
    private const byte White = 255;

    /// <summary>Relative to the height of a letter: no word of touching letters is as wide, no headline is as high.</summary>
    private const double MinWidth = 14, MinHeight = 4;

    /// <param name="page">Already recognized once.</param>
    /// <param name="letterHeight">In pixels of the page.</param>
    /// <returns>A new image besides <paramref name="page"/>; null where there was nothing to remove.</returns>
    public static PageImage? Apply(PageImage page, double letterHeight)
    {
        if (letterHeight <= 0)
            return null;
        using PixHandle binary = LeptonicaErrors.Check(
            pixGetDepth(page.Pixels) == 1 ? pixClone(page.Pixels) : pixThresholdToBinary(page.Pixels, InkThreshold), "rules");
        using PixHandle wide = Larger(binary, (int)(MinWidth * letterHeight), L_SELECT_WIDTH);
        using PixHandle high = Larger(binary, (int)(MinHeight * letterHeight), L_SELECT_HEIGHT);
        if (!HasInk(wide) && !HasInk(high))
            return null;
        PixHandle cleaned = LeptonicaErrors.Check(
            pixGetDepth(page.Pixels) == 1 ? pixConvert1To8(0, page.Pixels, White, 0) : pixCopy(0, page.Pixels), "rules");
        _ = pixSetMasked(cleaned, wide, White);
        _ = pixSetMasked(cleaned, high, White);
        return page.Derive(cleaned, PageTransform.Identity);
    }

    /// <summary>The components above a size, with the gray at their edges.</summary>
    private static PixHandle Larger(PixHandle binary, int than, int dimension)
    {
        using PixHandle large = LeptonicaErrors.Check(
            pixSelectBySize(binary, than, than, connectivity: 8, dimension, L_SELECT_IF_GT, 0), "rules");
        return LeptonicaErrors.Check(pixDilateBrick(0, large, 3, 3), "rules");
    }

    private static bool HasInk(PixHandle pixels)
    {
        using BoxArrayHandle boxes = pixConnCompBB(pixels, connectivity: 8);
        return !boxes.IsInvalid && boxaGetCount(boxes) > 0;
    }
}
