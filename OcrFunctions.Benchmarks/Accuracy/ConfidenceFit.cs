using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Benchmarks.Accuracy;

/// <summary>
/// Fits the confidence model: logistic regression by Newton's method, with a prior that keeps a state with few words near the first
/// recognizer's own confidence.
/// </summary>
internal static class ConfidenceFit
{
    private const int Iterations = 100;

    /// <summary>Far from the optimum Newton's steps overshoot.</summary>
    private const double MaxStep = 0.5;

    /// <summary>Precision of the prior, in words.</summary>
    private const double Prior = 2;

    /// <param name="documents">Documents of which every state has some words.</param>
    public static ConfidenceModel Fit(IReadOnlyCollection<LabeledDocument> documents)
    {
        var words = documents
            .SelectMany(document => document.Lenient.Select(label => (
                State: ConfidenceModel.StateOf(label.Word, document.Pages[0].Language), Label: label, document.Weight)))
            .ToLookup(one => one.State, one => (one.Label, one.Weight));
        return new ConfidenceModel(Enum.GetValues<ConfidenceState>().ToDictionary(
            state => state, IReadOnlyDictionary<string, double> (state) => Fit([.. words[state]])));
    }

    private static Dictionary<string, double> Fit((LabeledWord Label, double Weight)[] words)
    {
        double[] mean = [.. ConfidenceFeatures.Names.Select(name => name == ConfidenceFeatures.First ? 1.0 : 0)];
        double[] at = [.. mean];
        var samples = words
            .Select(word =>
                (Features: ConfidenceFeatures.Of(word.Label.Word, word.Label.Context), word.Label.IsRight, word.Weight))
            .ToArray();
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            double[] gradient = [.. at.Select((value, i) => Prior * (mean[i] - value))];
            double[,] curvature = new double[at.Length, at.Length];
            for (int i = 0; i < at.Length; i++)
                curvature[i, i] = Prior;
            foreach ((double[] features, bool isRight, double weight) in samples)
            {
                double probability = 1 / (1 + Math.Exp(-features.Zip(at, (feature, value) => feature * value).Sum()));
                for (int i = 0; i < at.Length; i++)
                {
                    gradient[i] += weight * ((isRight ? 1 : 0) - probability) * features[i];
                    for (int j = 0; j < at.Length; j++)
                        curvature[i, j] += weight * probability * (1 - probability) * features[i] * features[j];
                }
            }

            double[] step = Solve(curvature, gradient);
            for (int i = 0; i < at.Length; i++)
                at[i] += Math.Clamp(step[i], -MaxStep, MaxStep);
        }

        return ConfidenceFeatures.Names.Zip(at, (name, value) => KeyValuePair.Create(name, Math.Round(value, 4))).ToDictionary();
    }

    /// <summary>Gaussian elimination; the matrix is positive definite, so that no row needs another's place.</summary>
    private static double[] Solve(double[,] matrix, double[] right)
    {
        int size = right.Length;
        double[,] rows = (double[,])matrix.Clone();
        double[] result = [.. right];
        for (int pivot = 0; pivot < size; pivot++)
            for (int row = pivot + 1; row < size; row++)
            {
                double factor = rows[row, pivot] / rows[pivot, pivot];
                for (int column = pivot; column < size; column++)
                    rows[row, column] -= factor * rows[pivot, column];
                result[row] -= factor * result[pivot];
            }

        for (int row = size - 1; row >= 0; row--)
        {
            for (int column = row + 1; column < size; column++)
                result[row] -= rows[row, column] * result[column];
            result[row] /= rows[row, row];
        }

        return result;
    }
}
