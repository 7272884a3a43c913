using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace OcrFunctions.Engine.Tesseract.Kernels;

/// <summary>
/// For processors with AVX-512 (BW): products as <see cref="Avx2Products"/> makes them, sixteen outputs at once. It has no instruction that
/// gives signs, so weights are subtracted from zero where the input is negative.
/// </summary>
internal readonly unsafe struct Avx512Kernel : IKernel
{
    public static bool IsSupported => Avx512BW.IsSupported;

    public static int Offset => 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(PackedMatrix matrix, byte* inputs, float* outputs)
    {
        sbyte* weights = matrix.Weights;
        for (int first = 0; first < matrix.PaddedOutputs; first += PackedMatrix.GroupOutputs)
        {
            int* start = matrix.Start + first;
            Vector512<int> sum0 = Vector512.Load(start), sum1 = Vector512.Load(start + 16);
            Vector512<int> sum2 = Vector512.Load(start + 32), sum3 = Vector512.Load(start + 48);
            for (int block = 0; block < matrix.Blocks; block++, weights += PackedMatrix.BlockBytes)
            {
                Vector512<sbyte> input = Vector512.Create(((int*)inputs)[block]).AsSByte();
                Vector512<sbyte> negative = Vector512.LessThan(input, Vector512<sbyte>.Zero);
                Vector512<byte> magnitude = Avx512BW.Abs(input);
                sum0 = Add(sum0, magnitude, negative, weights);
                sum1 = Add(sum1, magnitude, negative, weights + 64);
                sum2 = Add(sum2, magnitude, negative, weights + 128);
                sum3 = Add(sum3, magnitude, negative, weights + 192);
            }

            float* scales = matrix.Scales + first, output = outputs + first;
            Scale(output, sum0, scales);
            Scale(output + 16, sum1, scales + 16);
            Scale(output + 32, sum2, scales + 32);
            Scale(output + 48, sum3, scales + 48);
        }
    }

    public static void UpdateCells(int count, float* gates, float* states, byte* outputs) =>
        Vector256Activations.UpdateCells(count, gates, states, outputs, Offset);

    public static void ConvolveMaxpool(PackedConvolution convolution, byte* neighborhoods, nint columnBytes, byte* outputs) =>
        Vector256Kernel<Avx2Products>.ConvolveMaxpool(convolution, neighborhoods, columnBytes, outputs);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Add(Vector512<int> sum, Vector512<byte> magnitude, Vector512<sbyte> negative, sbyte* weights)
    {
        Vector512<sbyte> loaded = Vector512.Load(weights);
        Vector512<sbyte> signed = Vector512.ConditionalSelect(negative, Avx512BW.Subtract(Vector512<sbyte>.Zero, loaded), loaded);
        Vector512<short> pairs = Avx512BW.MultiplyAddAdjacent(magnitude, signed);
        return Avx512F.Add(sum, Avx512BW.MultiplyAddAdjacent(pairs, Vector512.Create((short)1)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Scale(float* output, Vector512<int> sum, float* scales) =>
        Vector512.Store(Vector512.ConvertToSingle(sum) * Vector512.Load(scales), output);
}
