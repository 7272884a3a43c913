using OcrFunctions.Engine.Interop;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Preparation;

/// <summary>Makes of a page's image what Tesseract reads best.</summary>
internal static class PreparationSteps
{
    /// <summary>In this order: each step may rely on what those before it leave behind.</summary>
    private static readonly Func<PageImage, PageImage>[] InOrder = [WhitePaper.Apply, Grey.Apply, BlackAndWhite.Apply, SquarePixels.Apply];

    /// <summary>Takes over <paramref name="page"/>: on failure it is freed.</summary>
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

    /// <summary>The result of a leptonica call, which gives no image where it fails.</summary>
    public static PixHandle Made(PixHandle pixels, string step) => pixels.IsInvalid
        ? throw EngineException.FromLeptonica(EngineErrorCodes.EngineFailed, $"The page image could not be prepared ({step}).")
        : pixels;
}
