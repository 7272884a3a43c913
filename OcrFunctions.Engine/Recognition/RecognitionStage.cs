namespace OcrFunctions.Engine.Recognition;

/// <summary>What CPU time is spent for; see <see cref="EngineProtocol.StageTimes"/>.</summary>
internal enum RecognitionStage
{
    Render,
    Preprocess,
    DetectOrientation,
    Recognize,
    RecoveryPasses,
    SecondRecognizer,
}
