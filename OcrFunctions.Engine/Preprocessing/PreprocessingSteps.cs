using OcrFunctions.Engine.Geometry;

namespace OcrFunctions.Engine.Preprocessing;

/// <summary>Preprocesses a page's image for Tesseract.</summary>
internal static class PreprocessingSteps
{
    /// <summary>In this order: each step may rely on the results of those before it.</summary>
    private static readonly Func<PageImage, PageImage>[] InOrder =
        [AlphaFlattening.Apply, Grayscale.Apply, BilevelReduction.Apply, AspectRatioCorrection.Apply];

    /// <summary>Takes ownership of <paramref name="page"/>: on failure it is freed.</summary>
    public static PageImage Apply(PageImage page)
    {
        PageImage current = page;
        try
        {
            foreach (Func<PageImage, PageImage> step in InOrder)
                current = step(current);
            return current;
        }
        catch
        {
            current.Dispose();
            throw;
        }
    }
}
