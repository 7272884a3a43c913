using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Ocr;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Estimates the resolution of an image that declares none, as Tesseract does internally. Words of ordinary
/// print, of which some have ascenders or descenders, are a twelfth of an inch high: this is within a few percent of its estimate.
/// </summary>
internal static class ResolutionEstimate
{
    private const int WordsPerInch = 12;

    /// <param name="result">Words of an image.</param>
    /// <param name="scale">Pixels of that image per pixel of the page.</param>
    /// <returns>Dots per inch; the lowest that Tesseract accepts where there are no words.</returns>
    public static int From(OcrResult result, double scale)
    {
        double[] heights = [.. result.Words.Select(word => word.Box.Height).Order()];
        return heights.Length == 0
            ? Resolution.Min
            : Math.Clamp((int)(heights[heights.Length / 2] / scale * WordsPerInch), Resolution.Min, Resolution.Max);
    }
}
