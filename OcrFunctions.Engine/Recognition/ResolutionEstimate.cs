using OcrFunctions.Engine.Preparation;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Guesses the resolution of an image that declares none, as Tesseract does for itself without telling. Words of ordinary
/// print, of which some have ascenders or descenders, are a twelfth of an inch high: this comes within a few percent of its guess.
/// </summary>
internal static class ResolutionEstimate
{
    private const int WordsPerInch = 12;

    /// <param name="reading">Words of an image.</param>
    /// <param name="scale">Pixels of that image to one of the page's.</param>
    /// <returns>Dots per inch; the lowest that Tesseract works with where there are no words.</returns>
    public static int From(Reading reading, double scale)
    {
        double[] heights = [.. reading.Words.Select(word => word.Box.Height).Order()];
        return heights.Length == 0
            ? Resolution.Lowest
            : Math.Clamp((int)(heights[heights.Length / 2] / scale * WordsPerInch), Resolution.Lowest, Resolution.Highest);
    }
}
