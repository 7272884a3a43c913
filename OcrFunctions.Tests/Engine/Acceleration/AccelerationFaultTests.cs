using OcrFunctions.Engine.Tesseract.Acceleration;
using OcrFunctions.Engine.Tesseract.Layers;
using OcrFunctions.Engine.Tesseract.Network;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine.Acceleration;

/// <summary>Whatever is wrong with the replaced forward pass, the text is Tesseract's, and a sentence says what happened.</summary>
[Collection(TesseractInProcess.Collection)]
public sealed unsafe class AccelerationFaultTests
{
    private static readonly Lazy<string> StockText = new(() =>
    {
        using TesseractInProcess tesseract = TesseractInProcess.Start(AccelerationSettings.Off);
        return tesseract.Read();
    });

    private readonly string _stock;

    private static Kernel Real => Kernel.Choose(Kernel.All, AccelerationSettings.Auto)!;

    public AccelerationFaultTests()
    {
        NativeLibraries.Open();
        // Before a test replaces the forward pass, which is one for the whole process.
        _stock = StockText.Value;
        using var probe = TesseractAcceleration.Start(new AccelerationSettings(AccelerationSettings.Auto, 0));
        Assert.SkipWhen(probe.Status.OffReason is not null, $"needs a machine with acceleration: {probe.Status.OffReason}");
    }

    [Fact]
    public void Without_a_fault_lines_are_accelerated_and_the_text_is_the_same()
    {
        using TesseractInProcess tesseract = TesseractInProcess.Start(checkEvery: 7);
        Assert.Equal(_stock, tesseract.Read());
        Assert.Null(tesseract.Acceleration.Status.OffReason);
        Assert.InRange(tesseract.Acceleration.Lines, 10, 500);
        // The built-in line, and every seventh.
        Assert.Equal(1 + tesseract.Acceleration.Lines / 7, tesseract.Acceleration.Checks);
        Assert.Equal(Real.Name, tesseract.Engine.Identity.Acceleration!.Instructions);
    }

    [Fact]
    public void Wrong_weights_are_found_before_the_first_page()
    {
        Kernel wrong = Real with { Create = network => Real.Create(WithAnotherWeight(network)) };
        AssertStock(TesseractInProcess.Start(kernels: [wrong]), "does not give what Tesseract gives", lines: 0);
    }

    [Fact]
    public void A_kernel_that_goes_wrong_later_is_found_by_a_check()
    {
        var kernel = new ChangingKernel(Real) { WrongAfter = 20 };
        using TesseractInProcess tesseract = TesseractInProcess.Start(checkEvery: 5, kernels: [kernel.Kernel]);
        tesseract.Read();
        Assert.Matches(@"^Line \d+ of this process was not read as Tesseract reads it\.$", tesseract.Acceleration.Status.OffReason!);
        Assert.Equal(_stock, tesseract.Read());
    }

    [Fact]
    public void A_kernel_that_throws_hands_the_line_over_to_Tesseract()
    {
        var kernel = new ChangingKernel(Real) { ThrowsAfter = 10 };
        AssertStock(TesseractInProcess.Start(kernels: [kernel.Kernel]), "failed: The kernel is broken.", lines: null);
    }

    [Fact]
    public void A_kernel_that_throws_at_once_is_not_used()
    {
        var kernel = new ChangingKernel(Real) { ThrowsAfter = 0 };
        AssertStock(TesseractInProcess.Start(kernels: [kernel.Kernel]), "failed: The kernel is broken.", lines: 0);
    }

    [Theory]
    [InlineData(0, 20, 24, 40, 52, 56)]
    [InlineData(16, 20, 24, 40, 52, 56)]
    [InlineData(8, 24, 24, 40, 52, 56)]
    [InlineData(8, 20, 20, 40, 52, 56)]
    [InlineData(8, 20, 24, 32, 52, 56)]
    [InlineData(8, 20, 24, 48, 52, 56)]
    [InlineData(8, 20, 24, 40, 48, 56)]
    [InlineData(8, 20, 24, 40, 52, 52)]
    public void A_wrong_offset_harms_nothing(int floatData, int floatRows, int floatStride, int intData, int intRows, int intColumns)
    {
        var wrong = new NetworkIoLayout(floatData, floatRows, floatStride, intData, intRows, intColumns, 64);
        AssertStock(TesseractInProcess.Start(layoutOf: _ => wrong), "", lines: 0);
    }

    [Fact]
    public void An_unknown_build_of_the_library_is_left_alone()
    {
        AssertStock(TesseractInProcess.Start(layoutOf: _ => null), "This build of libtesseract is not known (build ID ", lines: 0);
    }

    [Fact]
    public void A_processor_without_the_instructions_reads_as_ever()
    {
        Kernel[] none = [.. Kernel.All.Select(kernel => kernel with { IsSupported = false })];
        AssertStock(TesseractInProcess.Start(kernels: none), "This processor has no AVX2.", lines: 0);
        AssertStock(TesseractInProcess.Start("avx2", kernels: none), "This processor does not have the instructions avx2.", lines: 0);
    }

    [Fact]
    public void A_model_with_other_layers_is_read_by_Tesseract_and_others_are_still_accelerated()
    {
        Kernel choosy = Real with
        {
            Create = network => network.Characters == LstmNetwork.Read(InstalledModel.Find("eng")).Characters
                ? throw new NotSupportedException("The network has a layer of the type Parallel.")
                : Real.Create(network)
        };
        using (TesseractInProcess tesseract = TesseractInProcess.Start(kernels: [choosy]))
        {
            Assert.Equal(_stock, tesseract.Read());
            Assert.Equal(
                new EngineAcceleration(null, "The network has a layer of the type Parallel."), tesseract.Engine.Identity.Acceleration);
        }

        Assert.SkipUnless(InstalledModel.Has("deu"), "needs Tesseract's model deu");
        using TesseractInProcess german = TesseractInProcess.Start(kernels: [choosy], language: "deu");
        german.Read();
        Assert.Equal(Real.Name, german.Engine.Identity.Acceleration!.Instructions);
        Assert.InRange(german.Acceleration.Lines, 10, 500);
    }

    private void AssertStock(TesseractInProcess tesseract, string reason, int? lines)
    {
        using (tesseract)
        {
            Assert.Equal(_stock, tesseract.Read());
            EngineAcceleration status = tesseract.Engine.Identity.Acceleration!;
            Assert.Null(status.Instructions);
            Assert.Contains(reason, status.OffReason, StringComparison.Ordinal);
            Assert.Matches(@"^[A-Z].*\.$", status.OffReason!);
            if (lines is { } expected)
                Assert.Equal(expected, tesseract.Acceleration.Lines);
        }
    }

    private static LstmNetwork WithAnotherWeight(LstmNetwork network)
    {
        sbyte[] weights = [.. network.Sequence[^1].Gates.Weights];
        weights[weights.Length / 2] = (sbyte)(weights[weights.Length / 2] > 0 ? -100 : 100);
        LstmLayer last = network.Sequence[^1] with { Gates = network.Sequence[^1].Gates with { Weights = weights } };
        return network with { Sequence = [.. network.Sequence.SkipLast(1), last] };
    }

    /// <summary>A kernel that works for some lines.</summary>
    private sealed class ChangingKernel(Kernel real)
    {
        private int _lines;

        public int WrongAfter { get; init; } = int.MaxValue;

        public int ThrowsAfter { get; init; } = int.MaxValue;

        public Kernel Kernel => real with { Create = network => new Pass(this, real.Create(network)) };

        private sealed class Pass(ChangingKernel kernel, IForwardPass inner) : IForwardPass
        {
            public int Height => inner.Height;

            public int Characters => inner.Characters;

            public void Run(sbyte* pixels, int width, float* outputs, int stride)
            {
                if (kernel._lines >= kernel.ThrowsAfter)
                    throw new InvalidOperationException("The kernel is broken.");
                inner.Run(pixels, width, outputs, stride);
                if (kernel._lines++ >= kernel.WrongAfter)
                    outputs[0] = MathF.BitIncrement(outputs[0]);
            }

            public void Dispose() => inner.Dispose();
        }
    }
}
