using OcrFunctions.Engine.Tesseract.Kernels;
using OcrFunctions.Engine.Tesseract.Network;

namespace OcrFunctions.Engine.Tesseract.Layers;

/// <summary><c>Ct3,3,16 Mp3,3</c>: from a line's pixels to 16 features for each square of 3 by 3 pixels.</summary>
internal sealed unsafe class ConvolutionMaxpool<TKernel>(LstmNetwork network) : IDisposable
    where TKernel : struct, IKernel
{
    private readonly PackedConvolution _convolution = new(network.Convolution, TKernel.Offset);
    private readonly AlignedBuffer<byte> _columns = new();
    private readonly AlignedBuffer<byte> _neighborhoods = new();

    private int ColumnBytes => network.Height * PackedConvolution.NeighborhoodBytes;

    /// <param name="pixels">Row after row, -127 to 127.</param>
    /// <param name="width">Pixels in a row, at least 3.</param>
    /// <param name="features">
    /// Room for <paramref name="width"/> / 3 columns of height / 3 times <see cref="LstmNetwork.Features"/> activations.
    /// </param>
    public void Forward(sbyte* pixels, int width, byte* features)
    {
        byte* neighborhoods = Neighborhoods(pixels, width);
        int rows = network.Height / LstmNetwork.Window;
        for (int column = 0; column < width / LstmNetwork.Window; column++)
            for (int row = 0; row < rows; row++, features += LstmNetwork.Features)
            {
                byte* square =
                    neighborhoods + (long)column * LstmNetwork.Window * ColumnBytes
                        + row * LstmNetwork.Window * PackedConvolution.NeighborhoodBytes;
                TKernel.ConvolveMaxpool(_convolution, square, ColumnBytes, features);
            }
    }

    public void Dispose()
    {
        _convolution.Dispose();
        _columns.Dispose();
        _neighborhoods.Dispose();
    }

    /// <summary>Every pixel with its neighbors, column after column.</summary>
    private byte* Neighborhoods(sbyte* pixels, int width)
    {
        int height = network.Height;
        // A pixel above and below each column and a column on either side: their values are replaced by noise.
        int stride = height + 2;
        byte* columns = _columns.Reserve((long)(width + 2) * stride) + stride + 1;
        for (int x = 0; x < width; x++)
            for (int y = 0; y < height; y++)
                columns[(long)x * stride + y] = (byte)(pixels[(long)y * width + x] + TKernel.Offset);

        byte* neighborhoods = _neighborhoods.Reserve((long)width * ColumnBytes);
        var target = (int*)neighborhoods;
        for (int x = 0; x < width; x++)
        {
            byte* above = columns + (long)x * stride - 1;
            for (int y = 0; y < height; y++, above++, target += LstmNetwork.Window)
                (target[0], target[1], target[2]) = (*(int*)(above - stride), *(int*)above, *(int*)(above + stride));
        }

        AddNoise(neighborhoods, width);
        return neighborhoods;
    }

    /// <summary>In the order in which Tesseract draws it: row after row, in each pixel's neighborhood column after column.</summary>
    private void AddNoise(byte* neighborhoods, int width)
    {
        var noise = new BorderNoise(network.SampleIteration);
        for (int y = 0; y < network.Height; y++)
        {
            bool isEdge = y == 0 || y == network.Height - 1;
            for (int x = 0; x < width; x += isEdge || x == width - 1 ? 1 : width - 1)
                AddNoise(neighborhoods + (long)x * ColumnBytes + y * PackedConvolution.NeighborhoodBytes, x, y, width, ref noise);
        }
    }

    private void AddNoise(byte* neighborhood, int x, int y, int width, ref BorderNoise noise)
    {
        for (int column = 0; column < LstmNetwork.Window; column++, neighborhood += PackedConvolution.ColumnBytes)
            for (int row = 0; row < LstmNetwork.Window; row++)
                if ((uint)(x + column - 1) >= (uint)width || (uint)(y + row - 1) >= (uint)network.Height)
                    neighborhood[row] = (byte)(noise.NextActivation() + TKernel.Offset);
    }
}
