using OcrFunctions.Engine.Tesseract.Network;

namespace OcrFunctions.Engine.Tesseract.Kernels;

/// <summary>The reference: plain arithmetic in the order in which Tesseract does it. Slower than Tesseract; for tests and proofs.</summary>
internal readonly unsafe struct PortableKernel : IKernel
{
    /// <summary><c>kStateClip</c>.</summary>
    internal const float MaxState = 100;

    public static bool IsSupported => true;

    public static int Offset => 0;

    public static void Multiply(PackedMatrix matrix, byte* inputs, float* outputs)
    {
        for (int output = 0; output < matrix.PaddedOutputs; output++)
        {
            int group = output / PackedMatrix.GroupOutputs, lane = output % PackedMatrix.GroupOutputs;
            sbyte* weights = matrix.Weights + (long)group * matrix.Blocks * PackedMatrix.BlockBytes + lane * PackedMatrix.BlockInputs;
            int sum = matrix.Start[output];
            for (int input = 0; input < matrix.Blocks * PackedMatrix.BlockInputs; input++)
            {
                int block = input / PackedMatrix.BlockInputs, place = input % PackedMatrix.BlockInputs;
                sum += weights[(long)block * PackedMatrix.BlockBytes + place] * (sbyte)inputs[input];
            }

            outputs[output] = sum * matrix.Scales[output];
        }
    }

    public static void UpdateCells(int count, float* gates, float* states, byte* outputs)
    {
        for (int i = 0; i < count; i++)
        {
            float cellInput = Tanh(gates[i]);
            float inputGate = Logistic(gates[count + i]);
            float forgetGate = Logistic(gates[2 * count + i]);
            float outputGate = Logistic(gates[3 * count + i]);
            float kept = states[i] * forgetGate, added = cellInput * inputGate;
            states[i] = Math.Clamp(kept + added, -MaxState, MaxState);
            outputs[i] = (byte)Quantize(Tanh(states[i]) * outputGate);
        }
    }

    public static void ConvolveMaxpool(PackedConvolution convolution, byte* neighborhoods, nint columnBytes, byte* outputs)
    {
        for (int output = 0; output < LstmNetwork.Features; output++)
        {
            int largest = int.MinValue;
            for (int x = 0; x < LstmNetwork.Window; x++)
                for (int y = 0; y < LstmNetwork.Window; y++)
                    largest = Math.Max(
                        largest, Convolve(convolution, neighborhoods + x * columnBytes + y * PackedConvolution.NeighborhoodBytes, output));
            outputs[output] = (byte)Quantize(Tanh(largest * convolution.Scales[output]));
        }
    }

    private static int Convolve(PackedConvolution convolution, byte* neighborhood, int output)
    {
        int sum = convolution.Start[output];
        for (int column = 0; column < LstmNetwork.Window; column++)
            for (int row = 0; row < LstmNetwork.Window; row++)
                sum += convolution.Weights[(column * LstmNetwork.Features + output) * PackedConvolution.ColumnBytes + row]
                    * (sbyte)neighborhood[column * PackedConvolution.ColumnBytes + row];
        return sum;
    }

    private static float Tanh(float x) => x < 0 ? -Interpolate(-x, ActivationTables.Tanh) : Interpolate(x, ActivationTables.Tanh);

    private static float Logistic(float x) =>
        x < 0 ? 1 - Interpolate(-x, ActivationTables.Logistic) : Interpolate(x, ActivationTables.Logistic);

    private static float Interpolate(float x, float* table)
    {
        float place = Math.Min(x * ActivationTables.Steps, ActivationTables.LastIndex);
        int index = (int)place;
        float rise = table[2 * index + 1] * (place - index);
        return table[2 * index] + rise;
    }

    /// <summary>Half away from zero, as <c>IntCastRounded</c>.</summary>
    private static sbyte Quantize(float x)
    {
        float scaled = x * WeightMatrix.MaxValue;
        int rounded = scaled >= 0 ? (int)(scaled + 0.5f) : -(int)(-scaled + 0.5f);
        return (sbyte)Math.Clamp(rounded, -WeightMatrix.MaxValue, WeightMatrix.MaxValue);
    }
}
