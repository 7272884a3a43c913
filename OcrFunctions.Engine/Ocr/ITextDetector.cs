using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Ocr;

/// <summary>Finds where text is, without recognizing it.</summary>
internal interface ITextDetector
{
    /// <param name="image">8 bits of gray, or 1 bit; upright and level.</param>
    /// <returns>Boxes of lines or parts of lines, in pixels of the image.</returns>
    IReadOnlyList<BoundingBox> Find(PixHandle image);
}
