using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Ocr;

/// <summary>Recognizes one line, or a part of one, without layout analysis.</summary>
internal interface ILineRecognizer
{
    /// <summary>The model, which results state.</summary>
    RecognitionModel Model { get; }

    /// <summary>Whether it can recognize every character of a text. One that it lacks it reads as another.</summary>
    bool Knows(string text);

    /// <summary>Recognizes what is inside a box of an image.</summary>
    /// <param name="image">8 bits of gray, or 1 bit; upright and level.</param>
    /// <param name="box">In pixels of the image; clipped to it.</param>
    LineReading Read(PixHandle image, BoundingBox box);
}
