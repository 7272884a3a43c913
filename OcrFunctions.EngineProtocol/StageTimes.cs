namespace OcrFunctions.EngineProtocol;

/// <summary>CPU milliseconds of the stages of one page. Together they are <see cref="RecognizedPage.CpuMilliseconds"/>.</summary>
/// <param name="Render">
/// Page from its file: the PDF's own text judged, pages rasterized, images decoded. An engine's first page of a language also loads the
/// models here.
/// </param>
/// <param name="Preprocess">Preprocessing of the image: background, scale, skew, and the rows that words are assembled into.</param>
/// <param name="DetectOrientation">Orientation detection, where the first pass was doubtful.</param>
/// <param name="Recognize">First recognition, in as many orientations as were tried.</param>
/// <param name="RecoveryPasses">Search for missed text and its recognition.</param>
/// <param name="SecondRecognizer">Second recognizer.</param>
public sealed record StageTimes(
    double Render, double Preprocess, double DetectOrientation, double Recognize, double RecoveryPasses, double SecondRecognizer);
