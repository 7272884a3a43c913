namespace OcrFunctions.Pipeline.Telemetry;

/// <summary>The parts of the work on a page.</summary>
public static class PageStage
{
    /// <summary>
    /// Measured by the clock, in this order: the source on this machine, a free engine, its answer, the results in storage.
    /// </summary>
    public const string Fetch = "fetch", Queue = "queue", Engine = "engine", Store = "store";

    /// <summary>Measured inside the engine, as its CPU time.</summary>
    public const string Render = "render", Preprocess = "preprocess", DetectOrientation = "detect_orientation", Recognize = "recognize",
        RecoveryPasses = "recovery_passes", SecondRecognizer = "second_recognizer";
}
