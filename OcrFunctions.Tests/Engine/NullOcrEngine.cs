using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Tests.Engine;

/// <summary>An engine that reads nothing, unless a test gives it a result, and notes how it was called.</summary>
internal sealed class NullOcrEngine : IOcrEngine
{
    private readonly List<PageSegmentationMode> _calls = [];

    /// <summary>Results by mode; other modes read nothing.</summary>
    public Dictionary<PageSegmentationMode, OcrResult> Results { get; } = [];

    public DetectedOrientation? Orientation { get; init; }

    /// <summary>Mode of each recognition, in order.</summary>
    public IReadOnlyList<PageSegmentationMode> Calls => _calls;

    public string Language => "eng";

    public double ToleratedSkew => 1;

    public RecognitionEngine Identity { get; } = new("null", "0", "0", []);

    public OcrResult Recognize(PixHandle image, Resolution? resolution, PageSegmentationMode mode = PageSegmentationMode.Auto)
    {
        _calls.Add(mode);
        return Results.GetValueOrDefault(mode, OcrResult.Empty);
    }

    public DetectedOrientation? DetectOrientation(PixHandle image, Resolution? resolution) => Orientation;
}
