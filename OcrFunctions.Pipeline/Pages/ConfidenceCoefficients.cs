using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Pipeline.Pages;

/// <summary>Coefficients of a logistic regression.</summary>
/// <param name="Intercept">Log odds of a word of which both recognizers are half sure.</param>
/// <param name="First">For the log odds of the first recognizer's confidence.</param>
/// <param name="Sure">For what they exceed those of <see cref="SureFrom"/>: most words do, and nearly all of them are right.</param>
/// <param name="Second">For the log odds of the second one's confidence; those of 0.5 where it read nothing.</param>
/// <param name="Mark">For a word without letter or digit.</param>
/// <param name="OneLetter">For a word of one letter or digit.</param>
/// <param name="Digits">For a word with a digit.</param>
/// <param name="Line">For <see cref="LineConfidence"/>.</param>
public sealed record ConfidenceCoefficients(
    double Intercept, double First, double Sure, double Second, double Mark, double OneLetter, double Digits, double Line)
{
    private const double SureFrom = 0.9;

    /// <summary>Number of coefficients.</summary>
    public const int Count = 8;

    /// <summary>The coefficients in their order.</summary>
    public static ConfidenceCoefficients Of(IReadOnlyList<double> values) =>
        new(values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7]);

    /// <summary>Log odds that a word is right.</summary>
    /// <param name="word">Not native.</param>
    /// <param name="line">Its <see cref="LineConfidence"/>.</param>
    public double Logit(RecognizedWord word, double line)
    {
        double[] coefficients = [Intercept, First, Sure, Second, Mark, OneLetter, Digits, Line];
        return Features(word, line).Zip(coefficients, (feature, coefficient) => feature * coefficient).Sum();
    }

    /// <summary>What the coefficients are multiplied by.</summary>
    public static double[] Features(RecognizedWord word, double line)
    {
        double first = ConfidenceModel.LogOdds(word.Confidence ?? 0);
        int letters = word.Text.Count(char.IsLetterOrDigit);
        return
        [
            1, first, Math.Max(0, first - ConfidenceModel.LogOdds(SureFrom)), ConfidenceModel.LogOdds(word.SecondConfidence ?? 0.5),
            letters == 0 ? 1 : 0, letters == 1 ? 1 : 0, word.Text.Any(char.IsAsciiDigit) ? 1 : 0,
            line,
        ];
    }
}
