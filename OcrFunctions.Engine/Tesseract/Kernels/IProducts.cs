using System.Runtime.Intrinsics;

namespace OcrFunctions.Engine.Tesseract.Kernels;

/// <summary>Products of four inputs with the weights of eight outputs, by one instruction set's means.</summary>
internal interface IProducts
{
    static abstract bool IsSupported { get; }

    /// <summary>See <see cref="IKernel.Offset"/>.</summary>
    static abstract int Offset { get; }

    /// <summary>Adds to each of eight sums the four products of its weights.</summary>
    /// <param name="sums">One for each output.</param>
    /// <param name="inputs">The same four activations, eight times.</param>
    /// <param name="weights">Four weights for each output.</param>
    static abstract Vector256<int> Add(Vector256<int> sums, Vector256<byte> inputs, Vector256<sbyte> weights);
}
