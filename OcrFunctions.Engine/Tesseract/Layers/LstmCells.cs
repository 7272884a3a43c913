using OcrFunctions.Engine.Tesseract.Kernels;
using OcrFunctions.Engine.Tesseract.Network;

namespace OcrFunctions.Engine.Tesseract.Layers;

/// <summary>The cells of one LSTM, which steps of one sequence pass through.</summary>
internal sealed unsafe class LstmCells<TKernel> : IDisposable
    where TKernel : struct, IKernel
{
    private readonly LstmLayer _layer;
    private readonly PackedMatrix _gates;
    private readonly AlignedBuffer<float> _values;
    private readonly AlignedBuffer<float> _states;

    /// <summary>A step's inputs and behind them the outputs of the step before: one vector for the matrix.</summary>
    private readonly AlignedBuffer<byte> _inputs;

    public LstmCells(LstmLayer layer)
    {
        _layer = layer;
        _gates = new PackedMatrix(layer.Gates, TKernel.Offset);
        _values = new AlignedBuffer<float>(_gates.PaddedOutputs);
        _states = new AlignedBuffer<float>(layer.States);
        _inputs = new AlignedBuffer<byte>((long)_gates.Blocks * PackedMatrix.BlockInputs);
    }

    private byte* Outputs => _inputs.Pointer + _layer.Inputs;

    /// <summary>Starts a sequence: states and outputs are zero.</summary>
    public void Reset()
    {
        new Span<float>(_states.Pointer, _layer.States).Clear();
        new Span<byte>(Outputs, _layer.States).Fill((byte)TKernel.Offset);
    }

    /// <param name="inputs">Activations, as many as the layer has inputs.</param>
    public void Step(byte* inputs)
    {
        Copy(inputs, _inputs.Pointer, _layer.Inputs);
        TKernel.Multiply(_gates, _inputs.Pointer, _values.Pointer);
        TKernel.UpdateCells(_layer.States, _values.Pointer, _states.Pointer, Outputs);
    }

    /// <param name="target">Room for an activation for each state.</param>
    public void CopyOutputs(byte* target) => Copy(Outputs, target, _layer.States);

    public void Dispose()
    {
        _gates.Dispose();
        _values.Dispose();
        _states.Dispose();
        _inputs.Dispose();
    }

    private static void Copy(byte* source, byte* target, int bytes) => Buffer.MemoryCopy(source, target, bytes, bytes);
}
