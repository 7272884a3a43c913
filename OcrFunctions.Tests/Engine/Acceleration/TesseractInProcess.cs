using System.Text.Json;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.Engine.Tesseract;
using OcrFunctions.Engine.Tesseract.Acceleration;
using OcrFunctions.Tests.Fixtures;

namespace OcrFunctions.Tests.Engine.Acceleration;

/// <summary>Tesseract in the tests' own process, so that a test can give it a forward pass that is wrong.</summary>
internal sealed class TesseractInProcess : IDisposable
{
    /// <summary>Of tests that have Tesseract in their process: it has one forward pass to replace, so they run one after another.</summary>
    public const string Collection = "Tesseract in the tests' process";

    private readonly OrientationDetector _detector = new();
    private readonly TesseractEngine _engine;

    private TesseractInProcess(TesseractAcceleration acceleration, string language)
    {
        Acceleration = acceleration;
        _engine = TesseractEngine.Create(language, _detector, acceleration);
    }

    public TesseractAcceleration Acceleration { get; }

    public IOcrEngine Engine => _engine;

    /// <summary>Where they are replaced at all, kernels are the real ones and the layout is that of the installed library.</summary>
    public static TesseractInProcess Start(
        string instructions = AccelerationSettings.Auto, int checkEvery = 0, string language = "eng",
        IReadOnlyList<Kernel>? kernels = null, Func<string?, NetworkIoLayout?>? layoutOf = null)
    {
        NativeLibraries.Open();
        var acceleration = TesseractAcceleration.Start(
            new AccelerationSettings(instructions, checkEvery), kernels ?? Kernel.All, layoutOf ?? NetworkIoLayout.Of);
        try
        {
            return new TesseractInProcess(acceleration, language);
        }
        catch
        {
            acceleration.Dispose();
            throw;
        }
    }

    /// <summary>Words, boxes and confidences of a sample.</summary>
    public string Read(string sample = "rechnung.png")
    {
        using PixHandle image = Libleptonica.pixRead(Repository.File("samples", sample));
        using PixHandle gray = Libleptonica.pixConvertTo8(image, 0);
        return JsonSerializer.Serialize(_engine.Recognize(gray, resolution: null));
    }

    public void Dispose()
    {
        _engine.Dispose();
        _detector.Dispose();
        Acceleration.Dispose();
    }
}
