using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace OcrFunctions.Engine.Tesseract.Kernels;

/// <summary>AVX-VNNI multiplies four unsigned by four signed bytes and adds them to a sum at once.</summary>
internal readonly struct AvxVnniProducts : IProducts
{
    public static bool IsSupported => AvxVnni.IsSupported && Avx2.IsSupported;

    /// <summary>Makes activations unsigned.</summary>
    public static int Offset => 128;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Add(Vector256<int> sums, Vector256<byte> inputs, Vector256<sbyte> weights) =>
        AvxVnni.MultiplyWideningAndAdd(sums, inputs, weights);
}
