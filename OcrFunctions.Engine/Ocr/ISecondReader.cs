using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Ocr;

/// <summary>Gives the second recognizer and its text detector.</summary>
internal interface ISecondReader : IDisposable
{
    /// <summary>The recognizer's model, without loading it.</summary>
    /// <param name="problem">Why there is none: a sentence.</param>
    RecognitionModel? Model(out string? problem);

    /// <param name="problem">Why there is none: a sentence.</param>
    /// <returns>Owned by this object; loaded at the first call.</returns>
    ILineRecognizer? Recognizer(out string? problem);

    /// <param name="problem">Why there is none: a sentence.</param>
    /// <returns>Owned by this object; loaded at the first call.</returns>
    ITextDetector? Detector(out string? problem);
}
