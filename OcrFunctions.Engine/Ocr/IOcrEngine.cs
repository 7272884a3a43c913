using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Ocr;

/// <summary>An OCR engine for one set of languages: an image in, its text out. Page recognition knows no more of an engine.</summary>
internal interface IOcrEngine
{
    /// <summary>Language codes joined by a plus sign.</summary>
    string Language { get; }

    /// <summary>Name, version and models, which results state.</summary>
    RecognitionEngine Identity { get; }

    /// <summary>Degrees of skew that it corrects by itself without loss.</summary>
    double ToleratedSkew { get; }

    /// <summary>Recognizes the text of an image.</summary>
    /// <param name="image">8 bits of gray, or 1 bit.</param>
    /// <param name="resolution">Of the image; null where unknown.</param>
    /// <param name="mode">What layout analysis may assume.</param>
    /// <returns>The text, in pixels of the image.</returns>
    /// <exception cref="EngineException">With <see cref="EngineErrorCodes.EngineFailed"/>.</exception>
    OcrResult Recognize(PixHandle image, Resolution? resolution, PageSegmentationMode mode = PageSegmentationMode.Auto);

    /// <summary>Detects which way up a page lies, at a fraction of the cost of recognizing it.</summary>
    /// <param name="image">8 bits of gray, or 1 bit.</param>
    /// <param name="resolution">Of the image; null where unknown.</param>
    /// <returns>Null where it cannot be detected: too few letters, or no model for it is installed.</returns>
    DetectedOrientation? DetectOrientation(PixHandle image, Resolution? resolution);
}
