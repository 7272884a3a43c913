using OcrFunctions.Engine.Preparation;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Guesses the resolution of an image that declares none, as Tesseract does for itself without telling. Words of ordinary
/// print, of which some have ascenders or descenders, are a twelfth of an inch high: this comes within a few percent of its guess.
/// </summary>
internal static class ResolutionEstimate
{
    private const int WordsPerInch = 12;

    /// <param name="heights">Heights of the words, in pixels.</param>
    /// <returns>Dots per inch; the lowest that Tesseract works with where there are no words.</returns>
    public static int From(IReadOnlyCollection<int> heights)
    {
        if (heights.Count == 0)
            return Resolution.Lowest;
        int median = heights.Order().ElementAt(heights.Count / 2);
        return Math.Clamp(median * WordsPerInch, Resolution.Lowest, Resolution.Highest);
    }
}
