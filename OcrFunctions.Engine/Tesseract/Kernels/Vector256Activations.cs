using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using OcrFunctions.Engine.Tesseract.Network;

namespace OcrFunctions.Engine.Tesseract.Kernels;

/// <summary>Eight activations at once, to the bit as <see cref="PortableKernel"/> computes them.</summary>
internal static unsafe class Vector256Activations
{
    private static Vector256<float> Magnitude => Vector256.Create(0x7fffffff).AsSingle();

    /// <summary>See <see cref="IKernel.UpdateCells"/>.</summary>
    /// <param name="offset">See <see cref="IKernel.Offset"/>; a constant of the caller.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void UpdateCells(int count, float* gates, float* states, byte* outputs, int offset)
    {
        float* tanh = ActivationTables.Tanh, logistic = ActivationTables.Logistic;
        for (int i = 0; i < count; i += Vector256<float>.Count)
        {
            Vector256<float> cellInput = Tanh(Avx.LoadVector256(gates + i), tanh);
            Vector256<float> inputGate = Logistic(Avx.LoadVector256(gates + count + i), logistic);
            Vector256<float> forgetGate = Logistic(Avx.LoadVector256(gates + 2 * count + i), logistic);
            Vector256<float> outputGate = Logistic(Avx.LoadVector256(gates + 3 * count + i), logistic);
            Vector256<float> state =
                Avx.Add(Avx.Multiply(Avx.LoadVector256(states + i), forgetGate), Avx.Multiply(cellInput, inputGate));
            state = Avx.Min(Avx.Max(state, Vector256.Create(-PortableKernel.MaxState)), Vector256.Create(PortableKernel.MaxState));
            Avx.Store(states + i, state);
            Store(outputs + i, Quantize(Avx.Multiply(Tanh(state, tanh), outputGate)), offset);
        }
    }

    /// <param name="x">Arguments.</param>
    /// <param name="table"><see cref="ActivationTables.Tanh"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x, float* table) =>
        Avx.Or(Interpolate(Avx.And(x, Magnitude), table), Avx.AndNot(Magnitude, x));

    /// <summary>Half away from zero, -127 to 127.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Quantize(Vector256<float> x)
    {
        Vector256<float> scaled = Avx.Multiply(x, Vector256.Create((float)WeightMatrix.MaxValue));
        Vector256<float> half = Avx.Or(Avx.AndNot(Magnitude, scaled), Vector256.Create(0.5f));
        Vector256<int> rounded = Avx.ConvertToVector256Int32WithTruncation(Avx.Add(scaled, half));
        return Avx2.Min(Avx2.Max(rounded, Vector256.Create(-WeightMatrix.MaxValue)), Vector256.Create(WeightMatrix.MaxValue));
    }

    /// <summary>Eight activations as bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(byte* target, Vector256<int> activations, int offset)
    {
        Vector256<int> moved = Avx2.Add(activations, Vector256.Create(offset));
        Vector128<short> words = Sse2.PackSignedSaturate(moved.GetLower(), moved.GetUpper());
        Vector128<byte> bytes = offset == 0 ? Sse2.PackSignedSaturate(words, words).AsByte() : Sse2.PackUnsignedSaturate(words, words);
        Sse2.StoreScalar((long*)target, bytes.AsInt64());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Logistic(Vector256<float> x, float* table)
    {
        Vector256<float> positive = Interpolate(Avx.And(x, Magnitude), table);
        return Avx.BlendVariable(positive, Avx.Subtract(Vector256.Create(1f), positive), x);
    }

    /// <summary>
    /// Eight loads, each of a value and its difference to the next: on processors of today that takes less time than gathering them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Interpolate(Vector256<float> x, float* table)
    {
        Vector256<float> place =
            Avx.Min(Avx.Multiply(x, Vector256.Create(ActivationTables.Steps)), Vector256.Create((float)ActivationTables.LastIndex));
        Vector256<int> index = Avx.ConvertToVector256Int32WithTruncation(place);
        Vector256<float> fraction = Avx.Subtract(place, Avx.ConvertToVector256Single(index));
        Vector256<ulong> pairs = index.AsUInt64();
        // Halves of a vector are shuffled apart: this order gives elements in theirs.
        Vector256<float> outer = Vector256.Create(Load(table, pairs[0]), Load(table, pairs[2]));
        Vector256<float> inner = Vector256.Create(Load(table, pairs[1]), Load(table, pairs[3]));
        Vector256<float> value = Avx.Shuffle(outer, inner, 0b10_00_10_00), difference = Avx.Shuffle(outer, inner, 0b11_01_11_01);
        return Avx.Add(value, Avx.Multiply(difference, fraction));
    }

    /// <param name="table">Values, each with its difference to the next.</param>
    /// <param name="indices">Two of 32 bits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Load(float* table, ulong indices) =>
        Sse.LoadHigh(Sse2.LoadScalarVector128((double*)table + (uint)indices).AsSingle(), (float*)((double*)table + (indices >> 32)));
}
