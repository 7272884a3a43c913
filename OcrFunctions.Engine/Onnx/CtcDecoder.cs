using System.Numerics.Tensors;
using OcrFunctions.Engine.Ocr;

namespace OcrFunctions.Engine.Onnx;

/// <summary>
/// Greedy decoding of connectionist temporal classification (CTC): the best class of each step, runs of one class merged, blanks dropped.
/// </summary>
internal static class CtcDecoder
{
    private const int Blank = 0;

    /// <summary>Sum of a step's values within this of 1: they are probabilities. Others are logits.</summary>
    private const float Tolerance = 0.05f;

    /// <param name="output">Steps times classes, row by row: probabilities, or logits, which are normalized by softmax.</param>
    /// <param name="characters">What the classes stand for.</param>
    /// <param name="left">Position of the first step's left edge in the image.</param>
    /// <param name="stepWidth">Width of a step in the image.</param>
    public static LineReading Decode(ReadOnlySpan<float> output, CharacterList characters, double left, double stepWidth)
    {
        int classes = characters.Classes, steps = output.Length / classes;
        bool isNormalized = steps > 0 && AreProbabilities(output[..classes]);
        var read = new List<RecognizedCharacter>();
        int start = 0, run = Blank;
        float best = 0;
        for (int step = 0; step <= steps; step++)
        {
            int at = Blank;
            float probability = 0;
            if (step < steps)
            {
                ReadOnlySpan<float> values = output.Slice(step * classes, classes);
                at = TensorPrimitives.IndexOfMax(values);
                probability = isNormalized ? values[at] : Softmax(values, at);
            }

            if (step < steps && at == run)
            {
                best = Math.Max(best, probability);
                continue;
            }

            if (run != Blank)
                read.Add(new RecognizedCharacter(characters[run], best, left + (start + step) / 2.0 * stepWidth));
            (run, start, best) = (at, step, probability);
        }

        return new LineReading(read);
    }

    private static bool AreProbabilities(ReadOnlySpan<float> values) =>
        TensorPrimitives.Min(values) >= 0 && Math.Abs(TensorPrimitives.Sum(values) - 1) <= Tolerance;

    private static float Softmax(ReadOnlySpan<float> values, int at)
    {
        float highest = values[at], sum = 0;
        foreach (float value in values)
            sum += MathF.Exp(value - highest);
        return 1 / sum;
    }
}
