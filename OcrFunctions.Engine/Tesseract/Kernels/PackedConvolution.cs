using OcrFunctions.Engine.Tesseract.Network;

namespace OcrFunctions.Engine.Tesseract.Kernels;

/// <summary>
/// The convolution's weights for vectors of products: for each of the neighborhood's three columns, three weights and a zero for every
/// output.
/// </summary>
internal sealed unsafe class PackedConvolution : IDisposable
{
    /// <summary>Bytes of a pixel's neighborhood: three columns of three pixels and one byte without meaning.</summary>
    public const int NeighborhoodBytes = LstmNetwork.Window * ColumnBytes;

    /// <summary>Bytes of one column of a neighborhood.</summary>
    public const int ColumnBytes = 4;

    private readonly AlignedBuffer<sbyte> _weights = new(LstmNetwork.Window * LstmNetwork.Features * ColumnBytes);
    private readonly OutputScaling _scaling = new(LstmNetwork.Features);

    public PackedConvolution(WeightMatrix matrix, int offset)
    {
        for (int output = 0; output < LstmNetwork.Features; output++)
        {
            ReadOnlySpan<sbyte> row = matrix.Row(output);
            for (int input = 0; input < row.Length; input++)
            {
                int column = input / LstmNetwork.Window, place = input % LstmNetwork.Window;
                Weights[(column * LstmNetwork.Features + output) * ColumnBytes + place] = row[input];
            }

            _scaling.Set(matrix, output, offset);
        }
    }

    public sbyte* Weights => _weights.Pointer;

    public int* Start => _scaling.Start;

    public float* Scales => _scaling.Scales;

    public void Dispose()
    {
        _weights.Dispose();
        _scaling.Dispose();
    }
}
