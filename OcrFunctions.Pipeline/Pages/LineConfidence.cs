using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Pipeline.Pages;

/// <summary>
/// How sure Tesseract is of the other words of a word's line, as median log odds relative to those of 0.9; 0 where there are few of them.
/// Errors come together: a word in a smudged line is less certain than it seems, but one doubtful word says nothing of the others.
/// </summary>
internal static class LineConfidence
{
    private const int MinOthers = 3;

    private static readonly double Usual = ConfidenceModel.LogOdds(0.9);

    /// <summary>One for every word of a line, native ones included.</summary>
    public static IEnumerable<double> Of(RecognizedLine line)
    {
        RecognizedWord[] sorted = [.. line.Words.Where(word => !word.IsNative).OrderBy(word => word.Confidence)];
        int middle = (sorted.Length - 1) / 2;
        return line.Words.Select(word => word.IsNative || sorted.Length <= MinOthers ? 0 : LogOdds(sorted[MedianWithout(word)]));

        // Without a word of the lower half the middle is the next one.
        int MedianWithout(RecognizedWord word) => Array.IndexOf(sorted, word) <= middle ? middle + 1 : middle;
    }

    private static double LogOdds(RecognizedWord word) => ConfidenceModel.LogOdds(word.Confidence ?? 0) - Usual;
}
