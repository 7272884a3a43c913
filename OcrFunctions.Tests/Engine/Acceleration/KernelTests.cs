using System.Runtime.Intrinsics;
using OcrFunctions.Engine.Tesseract.Kernels;
using OcrFunctions.Engine.Tesseract.Layers;
using OcrFunctions.Engine.Tesseract.Network;

namespace OcrFunctions.Tests.Engine.Acceleration;

/// <summary>Every kernel that this processor has gives the bits of the portable one.</summary>
public sealed unsafe class KernelTests
{
    private static readonly Dictionary<string, Comparison> Compared = new()
    {
        ["avx2"] = new Comparison<Vector256Kernel<Avx2Products>>(),
        ["avx512"] = new Comparison<Avx512Kernel>(),
        ["avxvnni"] = new Comparison<Vector256Kernel<AvxVnniProducts>>(),
        ["unsigned"] = new Comparison<Vector256Kernel<UnsignedProducts>>(),
    };

    public static TheoryData<string> Kernels => [.. Compared.Keys];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Products_of_a_matrix_of_any_size_are_the_same(string kernel) => Compared[kernel].Products();

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Cells_are_the_same_for_values_of_every_size(string kernel) => Compared[kernel].Cells();

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Whole_networks_of_the_shapes_of_fast_models_give_the_same_probabilities(string kernel) => Compared[kernel].Networks();

    [Fact]
    public void Activations_round_half_away_from_zero_and_never_leave_their_range()
    {
        // With gates wide open, a cell's output is tanh(tanh(x)).
        float[] gates = [.. new[] { 0f, 100f, -100f, 0.004f, -0.004f, 5f, -5f, 1f }, .. Enumerable.Repeat(1000f, 8),
            .. Enumerable.Repeat(-1000f, 8), .. Enumerable.Repeat(1000f, 8)];
        using var values = new AlignedBuffer<float>(gates.Length);
        using var states = new AlignedBuffer<float>(8);
        using var outputs = new AlignedBuffer<byte>(8);
        gates.CopyTo(new Span<float>(values.Pointer, gates.Length));
        PortableKernel.UpdateCells(8, values.Pointer, states.Pointer, outputs.Pointer);
        Assert.Equal([0, 97, -97, 1, -1, 97, -97, 82], new Span<sbyte>(outputs.Pointer, 8).ToArray());
    }

    private abstract class Comparison
    {
        public abstract void Products();

        public abstract void Cells();

        public abstract void Networks();
    }

    private sealed class Comparison<TKernel> : Comparison
        where TKernel : struct, IKernel
    {
        public override void Products()
        {
            Assert.SkipUnless(TKernel.IsSupported, "This processor does not have the instructions.");
            var random = new RandomNetworks(1);
            (int, int)[] sizes = [(1, 1), (16, 12), (64, 8), (111, 192), (192, 64), (384, 144), (65, 33), (500, 512)];
            foreach ((int outputs, int inputs) in sizes)
                for (int round = 0; round < 5; round++)
                {
                    WeightMatrix matrix = random.Matrix(outputs, inputs);
                    sbyte[] values = random.Pixels(inputs);
                    Assert.Equal(Bits(Product<PortableKernel>(matrix, values)), Bits(Product<TKernel>(matrix, values)));
                }
        }

        private static float[] Product<TOther>(WeightMatrix matrix, sbyte[] values)
            where TOther : struct, IKernel
        {
            using var packed = new PackedMatrix(matrix, TOther.Offset);
            using var inputs = new AlignedBuffer<byte>(values.Length + PackedMatrix.BlockInputs);
            using var outputs = new AlignedBuffer<float>(packed.PaddedOutputs);
            for (int i = 0; i < values.Length; i++)
                inputs.Pointer[i] = (byte)(values[i] + TOther.Offset);
            TOther.Multiply(packed, inputs.Pointer, outputs.Pointer);
            return new Span<float>(outputs.Pointer, matrix.Outputs).ToArray();
        }

        public override void Cells()
        {
            Assert.SkipUnless(TKernel.IsSupported, "This processor does not have the instructions.");
            var random = new Random(2);
            foreach (float range in new[] { 0.01f, 1, 16, 20, 1e5f, 1e30f })
            {
                const int count = 512;
                float[] gates = [.. Enumerable.Range(0, 4 * count).Select(_ => (random.NextSingle() - 0.5f) * 2 * range)];
                float[] before = [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() - 0.5f) * 200)];
                var expected = Step<PortableKernel>(gates, before);
                var actual = Step<TKernel>(gates, before);
                Assert.Equal(Bits(expected.States), Bits(actual.States));
                Assert.Equal(expected.Outputs, actual.Outputs);
            }
        }

        private static (float[] States, sbyte[] Outputs) Step<TOther>(float[] gates, float[] before)
            where TOther : struct, IKernel
        {
            using var values = new AlignedBuffer<float>(gates.Length);
            using var states = new AlignedBuffer<float>(before.Length);
            using var outputs = new AlignedBuffer<byte>(before.Length);
            gates.CopyTo(new Span<float>(values.Pointer, gates.Length));
            before.CopyTo(new Span<float>(states.Pointer, before.Length));
            TOther.UpdateCells(before.Length, values.Pointer, states.Pointer, outputs.Pointer);
            return (new Span<float>(states.Pointer, before.Length).ToArray(),
                [.. new Span<byte>(outputs.Pointer, before.Length).ToArray().Select(value => (sbyte)(value - TOther.Offset))]);
        }

        public override void Networks()
        {
            Assert.SkipUnless(TKernel.IsSupported, "This processor does not have the instructions.");
            var random = new RandomNetworks(3);
            foreach ((int height, int summary, int[] sequence, int characters) in new (int, int, int[], int)[]
            {
                (36, 48, [96, 96, 192], 111), (36, 64, [96, 96, 192], 119), (48, 64, [96, 96, 384], 143), (48, 48, [96, 96, 128], 5),
            })
            {
                LstmNetwork network = random.Network(height, summary, sequence, characters);
                using var expected = new ForwardPass<PortableKernel>(network);
                using var actual = new ForwardPass<TKernel>(network);
                // A wide line first: what is left of it in the buffers must not reach a narrow one.
                foreach (int width in new[] { 200, 3, 4, 5, 6, 31, 3 })
                {
                    sbyte[] pixels = random.Pixels(width * height);
                    Assert.Equal(Bits(Run(expected, pixels, width)), Bits(Run(actual, pixels, width)));
                }
            }
        }

        private static float[] Run(IForwardPass pass, sbyte[] pixels, int width)
        {
            // Tesseract's rows of probabilities may have a stride.
            int stride = pass.Characters + 3;
            float[] outputs = new float[width / LstmNetwork.Window * stride];
            fixed (sbyte* source = pixels)
            fixed (float* target = outputs)
                pass.Run(source, width, target, stride);
            return outputs;
        }

        private static int[] Bits(float[] values) => [.. values.Select(BitConverter.SingleToInt32Bits)];
    }

    /// <summary>What AVX-VNNI does, on processors without it: activations are stored with the same offset.</summary>
    private readonly struct UnsignedProducts : IProducts
    {
        public static bool IsSupported => Avx2Products.IsSupported;

        public static int Offset => AvxVnniProducts.Offset;

        public static Vector256<int> Add(Vector256<int> sums, Vector256<byte> inputs, Vector256<sbyte> weights)
        {
            for (int i = 0; i < 32; i++)
                sums = sums.WithElement(i / 4, sums[i / 4] + inputs[i] * weights[i]);
            return sums;
        }
    }
}
