using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using OcrFunctions.Engine.Tesseract.Network;

namespace OcrFunctions.Engine.Tesseract.Kernels;

/// <summary>For processors with AVX2.</summary>
/// <typeparam name="TProducts">How they multiply bytes.</typeparam>
internal readonly unsafe struct Vector256Kernel<TProducts> : IKernel
    where TProducts : struct, IProducts
{
    public static bool IsSupported => TProducts.IsSupported;

    public static int Offset => TProducts.Offset;

    // Eight vectors of sums stay in registers while the group's weights pass by once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(PackedMatrix matrix, byte* inputs, float* outputs)
    {
        sbyte* weights = matrix.Weights;
        for (int first = 0; first < matrix.PaddedOutputs; first += PackedMatrix.GroupOutputs)
        {
            int* start = matrix.Start + first;
            Vector256<int> sum0 = Avx.LoadVector256(start), sum1 = Avx.LoadVector256(start + 8);
            Vector256<int> sum2 = Avx.LoadVector256(start + 16), sum3 = Avx.LoadVector256(start + 24);
            Vector256<int> sum4 = Avx.LoadVector256(start + 32), sum5 = Avx.LoadVector256(start + 40);
            Vector256<int> sum6 = Avx.LoadVector256(start + 48), sum7 = Avx.LoadVector256(start + 56);
            for (int block = 0; block < matrix.Blocks; block++, weights += PackedMatrix.BlockBytes)
            {
                Vector256<byte> input = Vector256.Create(((int*)inputs)[block]).AsByte();
                sum0 = TProducts.Add(sum0, input, Avx.LoadVector256(weights));
                sum1 = TProducts.Add(sum1, input, Avx.LoadVector256(weights + 32));
                sum2 = TProducts.Add(sum2, input, Avx.LoadVector256(weights + 64));
                sum3 = TProducts.Add(sum3, input, Avx.LoadVector256(weights + 96));
                sum4 = TProducts.Add(sum4, input, Avx.LoadVector256(weights + 128));
                sum5 = TProducts.Add(sum5, input, Avx.LoadVector256(weights + 160));
                sum6 = TProducts.Add(sum6, input, Avx.LoadVector256(weights + 192));
                sum7 = TProducts.Add(sum7, input, Avx.LoadVector256(weights + 224));
            }

            float* scales = matrix.Scales + first, output = outputs + first;
            Scale(output, sum0, scales);
            Scale(output + 8, sum1, scales + 8);
            Scale(output + 16, sum2, scales + 16);
            Scale(output + 24, sum3, scales + 24);
            Scale(output + 32, sum4, scales + 32);
            Scale(output + 40, sum5, scales + 40);
            Scale(output + 48, sum6, scales + 48);
            Scale(output + 56, sum7, scales + 56);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void UpdateCells(int count, float* gates, float* states, byte* outputs) =>
        Vector256Activations.UpdateCells(count, gates, states, outputs, TProducts.Offset);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ConvolveMaxpool(PackedConvolution convolution, byte* neighborhoods, nint columnBytes, byte* outputs)
    {
        sbyte* weights = convolution.Weights;
        Vector256<sbyte> left0 = Avx.LoadVector256(weights), left1 = Avx.LoadVector256(weights + 32);
        Vector256<sbyte> middle0 = Avx.LoadVector256(weights + 64), middle1 = Avx.LoadVector256(weights + 96);
        Vector256<sbyte> right0 = Avx.LoadVector256(weights + 128), right1 = Avx.LoadVector256(weights + 160);
        Vector256<int> start0 = Avx.LoadVector256(convolution.Start), start1 = Avx.LoadVector256(convolution.Start + 8);
        Vector256<int> largest0 = Vector256.Create(int.MinValue), largest1 = largest0;
        for (int x = 0; x < LstmNetwork.Window; x++)
        {
            int* column = (int*)(neighborhoods + x * columnBytes);
            for (int y = 0; y < LstmNetwork.Window; y++, column += LstmNetwork.Window)
            {
                Vector256<byte> left = Vector256.Create(column[0]).AsByte();
                Vector256<byte> middle = Vector256.Create(column[1]).AsByte();
                Vector256<byte> right = Vector256.Create(column[2]).AsByte();
                Vector256<int> sum0 = TProducts.Add(TProducts.Add(TProducts.Add(start0, left, left0), middle, middle0), right, right0);
                Vector256<int> sum1 = TProducts.Add(TProducts.Add(TProducts.Add(start1, left, left1), middle, middle1), right, right1);
                (largest0, largest1) = (Avx2.Max(largest0, sum0), Avx2.Max(largest1, sum1));
            }
        }

        float* tanh = ActivationTables.Tanh;
        Activate(outputs, largest0, convolution.Scales, tanh);
        Activate(outputs + 8, largest1, convolution.Scales + 8, tanh);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Activate(byte* output, Vector256<int> sum, float* scales, float* tanh)
    {
        Vector256<float> scaled = Avx.Multiply(Avx.ConvertToVector256Single(sum), Avx.LoadVector256(scales));
        Vector256Activations.Store(output, Vector256Activations.Quantize(Vector256Activations.Tanh(scaled, tanh)), TProducts.Offset);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Scale(float* output, Vector256<int> sum, float* scales) =>
        Avx.Store(output, Avx.Multiply(Avx.ConvertToVector256Single(sum), Avx.LoadVector256(scales)));
}
