using OcrFunctions.Engine.Tesseract.Kernels;
using OcrFunctions.Engine.Tesseract.Network;

namespace OcrFunctions.Engine.Tesseract.Layers;

/// <summary><c>O1c</c>: a probability for each character code at each step.</summary>
internal sealed unsafe class Softmax<TKernel>(LstmNetwork network) : IDisposable
    where TKernel : struct, IKernel
{
    /// <summary><c>kMaxSoftmaxActivation</c>: smaller values count as this.</summary>
    private const float MinExponent = -86;

    private readonly PackedMatrix _weights = new(network.Softmax, TKernel.Offset);
    private readonly AlignedBuffer<float> _values = new(network.Characters + PackedMatrix.GroupOutputs);

    /// <param name="inputs">Activations, <paramref name="steps"/> times those of the layer before.</param>
    /// <param name="steps">Length of the line.</param>
    /// <param name="outputs">Room for as many probabilities as there are characters at each step.</param>
    /// <param name="stride">Distance from one step's probabilities to the next one's.</param>
    public void Forward(byte* inputs, int steps, float* outputs, int stride)
    {
        for (int step = 0; step < steps; step++)
        {
            TKernel.Multiply(_weights, inputs + (long)step * network.Softmax.Inputs, _values.Pointer);
            Normalize(new(_values.Pointer, network.Characters), new(outputs + (long)step * stride, network.Characters));
        }
    }

    public void Dispose()
    {
        _weights.Dispose();
        _values.Dispose();
    }

    // The sum is built in the characters' order by the C library's exponential function, as in Tesseract: another order or function would
    // give other last bits.
    private static void Normalize(Span<float> values, Span<float> probabilities)
    {
        float largest = Largest(values), total = 0;
        for (int i = 0; i < values.Length; i++)
        {
            float power = MathF.Exp(Math.Max(values[i] - largest, MinExponent));
            total += power;
            values[i] = power;
        }

        for (int i = 0; i < values.Length; i++)
            probabilities[i] = values[i] / total;
    }

    private static float Largest(ReadOnlySpan<float> values)
    {
        float largest = values[0];
        foreach (float value in values[1..])
            largest = Math.Max(largest, value);
        return largest;
    }
}
