namespace OcrFunctions.Benchmarks.Accuracy;

/// <param name="Confidence">Mean confidence of its words.</param>
/// <param name="Right">Share of them that is right.</param>
/// <param name="Words">How many they are.</param>
internal readonly record struct ReliabilityBin(double Confidence, double Right, int Words);

/// <summary>How far confidences are probabilities, in bins of equally many words.</summary>
/// <param name="Bins">By ascending confidence.</param>
/// <param name="CalibrationError">Mean distance of confidence and share over the words.</param>
/// <param name="Brier">Mean square of the distance of confidence and truth.</param>
internal sealed record Reliability(IReadOnlyList<ReliabilityBin> Bins, double CalibrationError, double Brier)
{
    private const int Count = 15;

    public static Reliability Of(IEnumerable<(double Confidence, bool IsRight)> words)
    {
        var sorted = words.OrderBy(word => word.Confidence).ToList();
        ReliabilityBin[] bins = [.. Enumerable.Range(0, Count)
            .Select(bin => sorted[(int)((long)bin * sorted.Count / Count)..(int)((bin + 1L) * sorted.Count / Count)])
            .Where(bin => bin.Count > 0)
            .Select(bin => new ReliabilityBin(
                bin.Average(word => word.Confidence), bin.Average(word => word.IsRight ? 1.0 : 0), bin.Count))];
        return new Reliability(
            bins,
            bins.Sum(bin => bin.Words * Math.Abs(bin.Confidence - bin.Right)) / Math.Max(1, sorted.Count),
            sorted.Count == 0 ? 0 : sorted.Average(word => Math.Pow(word.Confidence - (word.IsRight ? 1 : 0), 2)));
    }
}
