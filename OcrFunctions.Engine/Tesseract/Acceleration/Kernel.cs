using OcrFunctions.Engine.Tesseract.Kernels;
using OcrFunctions.Engine.Tesseract.Layers;
using OcrFunctions.Engine.Tesseract.Network;

namespace OcrFunctions.Engine.Tesseract.Acceleration;

/// <summary>The forward pass for one instruction set.</summary>
/// <param name="Name">Name of the instruction set, as in the setting <c>Ocr__Acceleration</c>.</param>
/// <param name="IsSupported">Whether this processor has it.</param>
/// <param name="Create">Packs a network's weights for it.</param>
internal sealed record Kernel(string Name, bool IsSupported, Func<LstmNetwork, IForwardPass> Create)
{
    /// <summary>Fastest first.</summary>
    public static IReadOnlyList<Kernel> All { get; } =
    [
        Of<Vector256Kernel<AvxVnniProducts>>("avxvnni"),
        Of<Avx512Kernel>("avx512"),
        Of<Vector256Kernel<Avx2Products>>("avx2"),
    ];

    /// <returns>Null if this processor has none of them, or not the one that is asked for.</returns>
    public static Kernel? Choose(IEnumerable<Kernel> kernels, string instructions) =>
        kernels.FirstOrDefault(kernel => kernel.IsSupported && (instructions == AccelerationSettings.Auto || instructions == kernel.Name));

    private static Kernel Of<TKernel>(string name)
        where TKernel : struct, IKernel =>
        new(name, TKernel.IsSupported, network => new ForwardPass<TKernel>(network));
}
