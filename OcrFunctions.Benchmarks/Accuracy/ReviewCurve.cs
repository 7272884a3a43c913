namespace OcrFunctions.Benchmarks.Accuracy;

/// <summary>What a reviewer finds who reads the least certain words first.</summary>
internal static class ReviewCurve
{
    /// <summary>Shares of the words that are read.</summary>
    public static IReadOnlyList<double> Shares { get; } = [0.02, 0.05, 0.10, 0.15];

    /// <summary>Of the words that Tesseract read wrong, the share that was replaced by the right text or is among those read.</summary>
    /// <param name="words">With the confidence by which they are sorted.</param>
    /// <param name="share">Of the words that is read, 0 to 1.</param>
    public static double Found(IReadOnlyCollection<(double Confidence, LabeledWord Label)> words, double share)
    {
        var sorted = words.OrderBy(word => word.Confidence).Select(word => word.Label).ToList();
        int read = (int)Math.Round(share * sorted.Count);
        int errors = sorted.Count(label => !label.FirstIsRight);
        return errors == 0 ? 1 : (double)sorted.Where((label, i) => !label.FirstIsRight && (label.IsRight || i < read)).Count() / errors;
    }
}
