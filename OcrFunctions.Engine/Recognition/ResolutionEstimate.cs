using OcrFunctions.Engine.Preparation;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Guesses the resolution of an image that declares none, as Tesseract does for itself without telling: a line of
/// ordinary print is a tenth of an inch high.
/// </summary>
internal static class ResolutionEstimate
{
    private const int LinesPerInch = 10;

    /// <param name="heights">Heights of the words, in pixels.</param>
    /// <returns>Dots per inch; the lowest that Tesseract works with where there are no words.</returns>
    public static int From(IReadOnlyCollection<int> heights)
    {
        if (heights.Count == 0)
            return Resolution.Lowest;
        int median = heights.Order().ElementAt(heights.Count / 2);
        return Math.Clamp(median * LinesPerInch, Resolution.Lowest, Resolution.Highest);
    }
}
