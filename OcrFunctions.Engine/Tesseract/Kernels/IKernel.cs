using OcrFunctions.Engine.Tesseract.Network;

namespace OcrFunctions.Engine.Tesseract.Kernels;

/// <summary>
/// The arithmetic of the forward pass for one instruction set. Every implementation gives the same bits, those of Tesseract: sums are exact
/// integers, and floats are multiplied and added one after the other, never fused.
/// </summary>
internal unsafe interface IKernel
{
    static abstract bool IsSupported { get; }

    /// <summary>Activations, -127 to 127, are stored as bytes plus this: 0, or 128 for instructions that multiply unsigned bytes.</summary>
    static abstract int Offset { get; }

    /// <summary>An integer matrix by a vector.</summary>
    /// <param name="matrix">Packed for this kernel's <see cref="Offset"/>.</param>
    /// <param name="inputs">As many activations as it has inputs.</param>
    /// <param name="outputs">Room for its padded outputs, aligned.</param>
    static abstract void Multiply(PackedMatrix matrix, byte* inputs, float* outputs);

    /// <summary>One step of LSTM cells: new states, and outputs as activations.</summary>
    /// <param name="count">Number of cells, a multiple of 8.</param>
    /// <param name="gates">Four values for each: first all cell inputs, then input, forget and output gates.</param>
    /// <param name="states">The cells' states.</param>
    /// <param name="outputs">The cells' outputs.</param>
    static abstract void UpdateCells(int count, float* gates, float* states, byte* outputs);

    /// <summary>Convolution, maximum over 3 by 3 pixels, and tanh: as tanh rises and scales are positive, it may come last.</summary>
    /// <param name="convolution">Packed for this kernel's <see cref="Offset"/>.</param>
    /// <param name="neighborhoods">Of the square's first pixel, <see cref="PackedConvolution.NeighborhoodBytes"/> for each.</param>
    /// <param name="columnBytes">Distance from one column of neighborhoods to the next.</param>
    /// <param name="outputs">Room for <see cref="LstmNetwork.Features"/> activations.</param>
    static abstract void ConvolveMaxpool(PackedConvolution convolution, byte* neighborhoods, nint columnBytes, byte* outputs);
}
