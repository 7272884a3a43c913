using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Tests.Engine.SecondReading;

/// <summary>A line recognizer that knows every character and reads nothing, for tests that bring the reading.</summary>
internal sealed class NullLineRecognizer : ILineRecognizer
{
    public RecognitionModel Model { get; } = new("second", null, "");

    public bool Knows(string text) => true;

    public LineReading Read(PixHandle image, BoundingBox box) => LineReading.Empty;
}
