using System.Runtime.InteropServices;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Languages;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Tesseract.Acceleration;

/// <summary>This process's libtesseract with this project's forward pass in it, or as it is where that cannot be.</summary>
internal sealed class TesseractAcceleration : IDisposable
{
    private readonly Accelerator? _accelerator;
    private readonly EngineAcceleration _status;

    private TesseractAcceleration(Accelerator? accelerator, EngineAcceleration status) => (_accelerator, _status) = (accelerator, status);

    public EngineAcceleration Status => _accelerator?.Status ?? _status;

    /// <summary>Lines that were read by this project's forward pass.</summary>
    public long Lines => _accelerator?.Lines ?? 0;

    /// <summary>Lines that were read by both.</summary>
    public long Checks => _accelerator?.Checks ?? 0;

    /// <summary>Call it once libtesseract is loaded. Throws nothing: what is missing is in <see cref="Status"/>.</summary>
    public static TesseractAcceleration Start(AccelerationSettings settings) => Start(settings, Kernel.All, NetworkIoLayout.Of);

    /// <param name="settings">What is asked for.</param>
    /// <param name="kernels">The forward passes to choose from, fastest first.</param>
    /// <param name="layoutOf">The layout of a build of libtesseract; null for one that is not known.</param>
    internal static TesseractAcceleration Start(
        AccelerationSettings settings, IReadOnlyList<Kernel> kernels, Func<string?, NetworkIoLayout?> layoutOf)
    {
        try
        {
            return settings.Instructions == AccelerationSettings.Off
                ? new TesseractAcceleration(null, EngineAcceleration.SwitchedOff)
                : Install(settings, kernels, layoutOf);
        }
        catch (Exception e)
        {
            return Without($"Tesseract's forward pass could not be replaced: {e.Message.TrimEnd('.')}.");
        }
    }

    /// <summary>Announces models that Tesseract is about to load, with those that they load themselves.</summary>
    public void Add(IReadOnlyList<string> codes, ModelCatalog models) =>
        _accelerator?.Add(SubLanguages.Of(codes, models).Select(code => models.Files[code]));

    /// <summary>As <see cref="Status"/>, for lines in certain languages: of a model with other layers it is off.</summary>
    public EngineAcceleration StatusOf(IReadOnlyList<string> codes, ModelCatalog models) =>
        _accelerator?.StatusOf([.. codes.Select(code => models.Files[code])]) ?? _status;

    /// <summary>Has each network told apart anew, because others have been deleted and their addresses may be used again.</summary>
    public void Forget() => _accelerator?.Forget();

    public void Dispose()
    {
        if (_accelerator is null)
            return;
        SeriesHook.Remove();
        LineImageHook.Remove();
        _accelerator.Dispose();
    }

    private static TesseractAcceleration Install(
        AccelerationSettings settings, IReadOnlyList<Kernel> kernels, Func<string?, NetworkIoLayout?> layoutOf)
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            return Without("It needs Linux on x64.");
        if (Kernel.Choose(kernels, settings.Instructions) is not { } kernel)
            return Without(settings.Instructions == AccelerationSettings.Auto
                ? "This processor has no AVX2."
                : $"This processor does not have the instructions {settings.Instructions}.");
        if (LoadedLibrary.Find(Libraries.TesseractHandle, SeriesHook.ForwardSymbol) is not { } library)
            return Without("libtesseract is not a library of the expected form.");
        string? build = library.BuildId();
        return layoutOf(build) is { } layout
            ? Install(library, new Accelerator(kernel, new NetworkIo(library, layout), settings.CheckEvery))
            : Without($"This build of libtesseract is not known (build ID {build ?? "missing"}).");
    }

    private static TesseractAcceleration Install(LoadedLibrary library, Accelerator accelerator)
    {
        SeriesHook.Install(library, accelerator);
        LineImageHook.Install(library);
        return new TesseractAcceleration(accelerator, accelerator.Status);
    }

    private static TesseractAcceleration Without(string reason) => new(null, new EngineAcceleration(null, reason));
}
