using OcrFunctions.Engine.Tesseract.Kernels;
using OcrFunctions.Engine.Tesseract.Network;

namespace OcrFunctions.Engine.Tesseract.Layers;

/// <summary><c>Lfys</c>: an LSTM from the top to the bottom of each column, whose last output stands for the column.</summary>
internal sealed unsafe class ColumnSummary<TKernel>(LstmNetwork network) : IDisposable
    where TKernel : struct, IKernel
{
    private readonly LstmCells<TKernel> _cells = new(network.Summary);

    /// <param name="features">For each column its rows, from top to bottom.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="outputs">Room for an activation for each state of each column.</param>
    public void Forward(byte* features, int columns, byte* outputs)
    {
        int rows = network.Height / LstmNetwork.Window;
        for (int column = 0; column < columns; column++, outputs += network.Summary.States)
        {
            _cells.Reset();
            for (int row = 0; row < rows; row++, features += LstmNetwork.Features)
                _cells.Step(features);
            _cells.CopyOutputs(outputs);
        }
    }

    public void Dispose() => _cells.Dispose();
}
