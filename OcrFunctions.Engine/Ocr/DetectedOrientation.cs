namespace OcrFunctions.Engine.Ocr;

/// <summary>Orientation of a page as an engine detected it.</summary>
/// <param name="QuarterTurns">Quarter turns clockwise that make the page upright, 0 to 3.</param>
/// <param name="Confidence">From 0 up.</param>
internal readonly record struct DetectedOrientation(int QuarterTurns, double Confidence);
