using OcrFunctions.Engine.Tesseract.Network;

namespace OcrFunctions.Engine.Tesseract.Kernels;

/// <summary>
/// A weight matrix in the order in which vectors of products take it: groups of 64 outputs, in each of them blocks of four inputs, in each
/// block the four weights of every output.
/// </summary>
internal sealed unsafe class PackedMatrix : IDisposable
{
    public const int GroupOutputs = 64;
    public const int BlockInputs = 4;
    public const int BlockBytes = GroupOutputs * BlockInputs;

    private readonly AlignedBuffer<sbyte> _weights;
    private readonly AlignedBuffer<int> _start;
    private readonly AlignedBuffer<float> _scales;

    /// <param name="matrix">The matrix.</param>
    /// <param name="offset">What is added to activations, see <see cref="IKernel.Offset"/>.</param>
    public PackedMatrix(WeightMatrix matrix, int offset)
    {
        Groups = (matrix.Outputs + GroupOutputs - 1) / GroupOutputs;
        Blocks = (matrix.Inputs + BlockInputs - 1) / BlockInputs;
        _weights = new AlignedBuffer<sbyte>((long)Groups * Blocks * BlockBytes);
        _start = new AlignedBuffer<int>(PaddedOutputs);
        _scales = new AlignedBuffer<float>(PaddedOutputs);
        for (int output = 0; output < matrix.Outputs; output++)
            Pack(matrix, output, offset);
    }

    public int Groups { get; }

    public int Blocks { get; }

    public int PaddedOutputs => Groups * GroupOutputs;

    public sbyte* Weights => _weights.Pointer;

    /// <summary>What each sum starts with: the bias, less what the activations' offset adds.</summary>
    public int* Start => _start.Pointer;

    public float* Scales => _scales.Pointer;

    public void Dispose()
    {
        _weights.Dispose();
        _start.Dispose();
        _scales.Dispose();
    }

    private void Pack(WeightMatrix matrix, int output, int offset)
    {
        ReadOnlySpan<sbyte> row = matrix.Row(output);
        sbyte* group = Weights + (long)(output / GroupOutputs) * Blocks * BlockBytes + output % GroupOutputs * BlockInputs;
        int sum = 0;
        for (int input = 0; input < row.Length; input++)
        {
            group[(long)(input / BlockInputs) * BlockBytes + input % BlockInputs] = row[input];
            sum += row[input];
        }

        Start[output] = matrix.Bias(output) * WeightMatrix.MaxValue - offset * sum;
        Scales[output] = matrix.Scales[output];
    }
}
