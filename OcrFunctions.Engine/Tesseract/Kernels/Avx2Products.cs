using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace OcrFunctions.Engine.Tesseract.Kernels;

/// <summary>
/// AVX2 multiplies unsigned by signed bytes: magnitudes of inputs by weights that were given the inputs' signs. Two such products fit in
/// the 16 bits of their sum, as all factors are at most 127.
/// </summary>
internal readonly struct Avx2Products : IProducts
{
    public static bool IsSupported => Avx2.IsSupported;

    public static int Offset => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Add(Vector256<int> sums, Vector256<byte> inputs, Vector256<sbyte> weights)
    {
        Vector256<short> pairs = Avx2.MultiplyAddAdjacent(Avx2.Abs(inputs.AsSByte()), Avx2.Sign(weights, inputs.AsSByte()));
        return Avx2.Add(sums, Avx2.MultiplyAddAdjacent(pairs, Vector256.Create((short)1)));
    }
}
