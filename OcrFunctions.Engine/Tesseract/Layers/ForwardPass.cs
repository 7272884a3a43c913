using OcrFunctions.Engine.Tesseract.Kernels;
using OcrFunctions.Engine.Tesseract.Network;

namespace OcrFunctions.Engine.Tesseract.Layers;

/// <summary>The layers of a network in their order, with the memory between them, which is reused for the next line.</summary>
/// <remarks>Not for several threads at once.</remarks>
internal sealed unsafe class ForwardPass<TKernel>(LstmNetwork network) : IForwardPass
    where TKernel : struct, IKernel
{
    private readonly ConvolutionMaxpool<TKernel> _convolution = new(network);
    private readonly ColumnSummary<TKernel> _summary = new(network);
    private readonly SequenceLstm<TKernel>[] _sequence = [.. network.Sequence.Select(layer => new SequenceLstm<TKernel>(layer))];
    private readonly Softmax<TKernel> _softmax = new(network);
    private readonly AlignedBuffer<byte> _features = new();
    private readonly AlignedBuffer<byte> _inputs = new();
    private readonly AlignedBuffer<byte> _outputs = new();

    public int Height => network.Height;

    public int Characters => network.Characters;

    public void Run(sbyte* pixels, int width, float* outputs, int stride)
    {
        int steps = width / LstmNetwork.Window;
        long widest = steps * (long)network.Sequence.Select(layer => layer.States).Append(network.Summary.States).Max();
        byte* features = _features.Reserve((long)steps * (network.Height / LstmNetwork.Window) * LstmNetwork.Features);
        byte* from = _inputs.Reserve(widest), to = _outputs.Reserve(widest);

        _convolution.Forward(pixels, width, features);
        _summary.Forward(features, steps, from);
        foreach (SequenceLstm<TKernel> layer in _sequence)
        {
            layer.Forward(from, steps, to);
            byte* previous = from;
            from = to;
            to = previous;
        }

        _softmax.Forward(from, steps, outputs, stride);
    }

    public void Dispose()
    {
        _convolution.Dispose();
        _summary.Dispose();
        foreach (SequenceLstm<TKernel> layer in _sequence)
            layer.Dispose();
        _softmax.Dispose();
        _features.Dispose();
        _inputs.Dispose();
        _outputs.Dispose();
    }
}
