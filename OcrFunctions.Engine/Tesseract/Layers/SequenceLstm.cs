using OcrFunctions.Engine.Tesseract.Kernels;
using OcrFunctions.Engine.Tesseract.Network;

namespace OcrFunctions.Engine.Tesseract.Layers;

/// <summary><c>Lfx</c> and <c>Lrx</c>: an LSTM along the line, from left to right or from right to left.</summary>
internal sealed unsafe class SequenceLstm<TKernel>(LstmLayer layer) : IDisposable
    where TKernel : struct, IKernel
{
    private readonly LstmCells<TKernel> _cells = new(layer);

    public int States => layer.States;

    /// <param name="inputs">Activations, <paramref name="steps"/> times the layer's inputs.</param>
    /// <param name="steps">Length of the line.</param>
    /// <param name="outputs">Room for an activation for each state of each step, in the line's order.</param>
    public void Forward(byte* inputs, int steps, byte* outputs)
    {
        _cells.Reset();
        for (int i = 0; i < steps; i++)
        {
            int step = layer.IsReversed ? steps - 1 - i : i;
            _cells.Step(inputs + (long)step * layer.Inputs);
            _cells.CopyOutputs(outputs + (long)step * layer.States);
        }
    }

    public void Dispose() => _cells.Dispose();
}
