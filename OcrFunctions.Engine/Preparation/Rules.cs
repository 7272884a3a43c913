using OcrFunctions.Engine.Interop;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Preparation;

/// <summary>
/// Takes the frames of tables off a page: pieces of ink far larger than letters. Thick ones make Tesseract take a table for a
/// picture, or its rules for letters. What is large and no rule goes too, so this is for another try and not for the first.
/// </summary>
internal static class Rules
{
    private const int Ink = 128;
    private const byte White = 255;

    /// <summary>Over the height of a letter: no word's touching letters are as wide, no headline is as high.</summary>
    private const double Wide = 14, High = 4;

    /// <param name="page">Read once.</param>
    /// <param name="letter">Height of a letter in its pixels.</param>
    /// <returns>A new image besides <paramref name="page"/>; null where there was nothing to take off.</returns>
    public static PageImage? Without(PageImage page, double letter)
    {
        if (letter <= 0)
            return null;
        using PixHandle binary = PreparationSteps.Made(pixGetDepth(page.Pixels) == 1 ? pixClone(page.Pixels) : pixThresholdToBinary(page.Pixels, Ink), "rules");
        using PixHandle wide = Larger(binary, (int)(Wide * letter), L_SELECT_WIDTH);
        using PixHandle high = Larger(binary, (int)(High * letter), L_SELECT_HEIGHT);
        if (!HasInk(wide) && !HasInk(high))
            return null;
        PixHandle cleaned = PreparationSteps.Made(
            pixGetDepth(page.Pixels) == 1 ? pixConvert1To8(0, page.Pixels, White, 0) : pixCopy(0, page.Pixels), "rules");
        _ = pixSetMasked(cleaned, wide, White);
        _ = pixSetMasked(cleaned, high, White);
        return page.Derive(cleaned, PageTransform.Identity);
    }

    /// <summary>The pieces above a size, with the grey at their edges.</summary>
    private static PixHandle Larger(PixHandle binary, int than, int dimension)
    {
        using PixHandle large = PreparationSteps.Made(pixSelectBySize(binary, than, than, connectivity: 8, dimension, L_SELECT_IF_GT, 0), "rules");
        return PreparationSteps.Made(pixDilateBrick(0, large, 3, 3), "rules");
    }

    private static bool HasInk(PixHandle pixels)
    {
        using BoxArrayHandle boxes = pixConnCompBB(pixels, connectivity: 8);
        return !boxes.IsInvalid && boxaGetCount(boxes) > 0;
    }
}
