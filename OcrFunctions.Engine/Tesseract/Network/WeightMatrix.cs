namespace OcrFunctions.Engine.Tesseract.Network;

/// <summary>An integer matrix as in Tesseract's <c>WeightMatrix</c>: an output is <c>scale * (weights · inputs + 127 * bias)</c>.</summary>
/// <param name="Outputs">Number of rows.</param>
/// <param name="Inputs">Number of columns, the bias not counted.</param>
/// <param name="Weights">Row after row, each with its <paramref name="Inputs"/> weights and then its bias; -127 to 127.</param>
/// <param name="Scales">One for each row, not negative.</param>
internal sealed record WeightMatrix(int Outputs, int Inputs, sbyte[] Weights, float[] Scales)
{
    /// <summary>Largest magnitude of an input and of a weight.</summary>
    public const int MaxValue = 127;

    public ReadOnlySpan<sbyte> Row(int output) => Weights.AsSpan(output * (Inputs + 1), Inputs);

    public sbyte Bias(int output) => Weights[output * (Inputs + 1) + Inputs];

    /// <summary>One matrix whose outputs are those of several of the same inputs, in their order.</summary>
    public static WeightMatrix Stack(IReadOnlyList<WeightMatrix> parts)
    {
        var weights = new sbyte[parts.Sum(part => part.Weights.Length)];
        int end = 0;
        foreach (WeightMatrix part in parts)
        {
            part.Weights.CopyTo(weights, end);
            end += part.Weights.Length;
        }

        return new WeightMatrix(parts.Sum(part => part.Outputs), parts[0].Inputs, weights, [.. parts.SelectMany(part => part.Scales)]);
    }
}
