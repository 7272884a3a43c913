using OcrFunctions.Engine.Errors;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Images;

/// <summary>
/// Refuses decompression bombs by the declared size of a page's images: a few kilobytes may unpack into gigabytes before a pixel is drawn.
/// </summary>
internal static class DecompressionBombGuard
{
    /// <param name="declared">Number of pixels that each image of the page declares.</param>
    /// <param name="maxPixels">Maximum number of pixels of one image.</param>
    /// <exception cref="EngineException">With <see cref="EngineErrorCodes.PageTooLarge"/>.</exception>
    public static void Refuse(IEnumerable<long> declared, long maxPixels)
    {
        if (declared.DefaultIfEmpty().Max() is var largest && largest > maxPixels)
            throw new EngineException(
                EngineErrorCodes.PageTooLarge, $"The page holds an image of {largest} pixels; the limit is {maxPixels}.");
    }
}
