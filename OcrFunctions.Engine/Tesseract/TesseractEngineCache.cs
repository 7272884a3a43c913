using OcrFunctions.Engine.Ocr;
using OcrFunctions.Engine.Tesseract.Acceleration;

namespace OcrFunctions.Engine.Tesseract;

/// <summary>
/// Keeps engines initialized: creating one costs about as much as a small page. Only the most recently used languages are kept, because
/// each holds its models in memory.
/// </summary>
internal sealed class TesseractEngineCache : IOcrEngineProvider
{
    private const int MaxEngines = 2;

    private readonly OrientationDetector _detector = new();

    /// <summary>Most recently used first.</summary>
    private readonly LinkedList<TesseractEngine> _engines = new();

    /// <summary>That of the process, which all engines share.</summary>
    public TesseractAcceleration Acceleration { get; } = TesseractAcceleration.Start(AccelerationSettings.OfEnvironment());

    public IOcrEngine For(string language)
    {
        TesseractEngine engine =
            _engines.FirstOrDefault(one => one.Language == language) ?? TesseractEngine.Create(language, _detector, Acceleration);
        _engines.Remove(engine);
        _engines.AddFirst(engine);
        while (_engines.Count > MaxEngines)
        {
            _engines.Last!.Value.Dispose();
            _engines.RemoveLast();
            Acceleration.Forget();
        }

        return engine;
    }

    public void Dispose()
    {
        foreach (TesseractEngine engine in _engines)
            engine.Dispose();
        _detector.Dispose();
        Acceleration.Dispose();
    }
}
