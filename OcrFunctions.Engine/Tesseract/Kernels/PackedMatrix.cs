using System.Runtime.CompilerServices;
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
    private readonly OutputScaling _scaling;

    /// <param name="matrix">The matrix.</param>
    /// <param name="offset">What is added to activations, see <see cref="IKernel.Offset"/>.</param>
    public PackedMatrix(WeightMatrix matrix, int offset)
    {
        Groups = (matrix.Outputs + GroupOutputs - 1) / GroupOutputs;
        Blocks = (matrix.Inputs + BlockInputs - 1) / BlockInputs;
        _weights = new AlignedBuffer<sbyte>((long)Groups * Blocks * BlockBytes);
        _scaling = new OutputScaling(PaddedOutputs);
        for (int output = 0; output < matrix.Outputs; output++)
            Pack(matrix, output, offset);
    }

    public int Groups { get; }

    public int Blocks { get; }

    public int PaddedOutputs => Groups * GroupOutputs;

    public sbyte* Weights => _weights.Pointer;

    public int* Start => _scaling.Start;

    public float* Scales => _scaling.Scales;

    public void Dispose()
    {
        _weights.Dispose();
        _scaling.Dispose();
    }

    // Optimized from the first call: a model has a million weights, and is packed once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pack(WeightMatrix matrix, int output, int offset)
    {
        ReadOnlySpan<sbyte> row = matrix.Row(output);
        sbyte* group = Weights + (long)(output / GroupOutputs) * Blocks * BlockBytes + output % GroupOutputs * BlockInputs;
        for (int input = 0; input < row.Length; input++)
            group[(long)(input / BlockInputs) * BlockBytes + input % BlockInputs] = row[input];
        _scaling.Set(matrix, output, offset);
    }
}
