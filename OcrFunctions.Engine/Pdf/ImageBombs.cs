using OcrFunctions.Engine.Pdf.Structure;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Pdf;

/// <summary>Refuses a page by what its images say of their size: a few kilobytes may unpack into gigabytes before a pixel is drawn.</summary>
internal static class ImageBombs
{
    /// <exception cref="EngineException">With <see cref="EngineErrorCodes.PageTooLarge"/>.</exception>
    public static void Refuse(PageSketch? sketch, long maxPixels)
    {
        if (sketch?.Images.MaxBy(image => image.Pixels) is { } largest && largest.Pixels > maxPixels)
            throw new EngineException(EngineErrorCodes.PageTooLarge, $"The page holds an image of {largest.Pixels} pixels; the limit is {maxPixels}.");
    }
}
