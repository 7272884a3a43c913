using OcrFunctions.Engine.Tesseract.Network;

namespace OcrFunctions.Engine.Tesseract.Kernels;

/// <summary>What the sum of each of a matrix's outputs starts with, and what it is multiplied by.</summary>
internal sealed unsafe class OutputScaling(int outputs) : IDisposable
{
    private readonly AlignedBuffer<int> _start = new(outputs);
    private readonly AlignedBuffer<float> _scales = new(outputs);

    /// <summary>The bias, less what the activations' offset adds to the sum.</summary>
    public int* Start => _start.Pointer;

    public float* Scales => _scales.Pointer;

    /// <param name="matrix">The matrix.</param>
    /// <param name="output">One of its outputs.</param>
    /// <param name="offset">What is added to activations, see <see cref="IKernel.Offset"/>.</param>
    public void Set(WeightMatrix matrix, int output, int offset)
    {
        int sum = 0;
        foreach (sbyte weight in matrix.Row(output))
            sum += weight;
        Start[output] = matrix.Bias(output) * WeightMatrix.MaxValue - offset * sum;
        Scales[output] = matrix.Scales[output];
    }

    public void Dispose()
    {
        _start.Dispose();
        _scales.Dispose();
    }
}
