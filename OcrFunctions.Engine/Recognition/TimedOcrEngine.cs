using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Recognition;

/// <summary>An engine whose time is counted by stage. What a recovery pass recognizes counts as that pass's.</summary>
internal sealed class TimedOcrEngine(IOcrEngine engine, StageClock clock) : IOcrEngine
{
    public string Language => engine.Language;

    public RecognitionEngine Identity => engine.Identity;

    public double ToleratedSkew => engine.ToleratedSkew;

    public OcrResult Recognize(PixHandle image, Resolution? resolution, PageSegmentationMode mode = PageSegmentationMode.Auto)
    {
        if (clock.Current == RecognitionStage.RecoveryPasses)
            return engine.Recognize(image, resolution, mode);
        using (clock.Enter(RecognitionStage.Recognize))
            return engine.Recognize(image, resolution, mode);
    }

    public DetectedOrientation? DetectOrientation(PixHandle image, Resolution? resolution)
    {
        using (clock.Enter(RecognitionStage.DetectOrientation))
            return engine.DetectOrientation(image, resolution);
    }
}
