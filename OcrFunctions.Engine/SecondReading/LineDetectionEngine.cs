using OcrFunctions.Engine.Errors;
using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.EngineProtocol;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.SecondReading;

/// <summary>
/// A text detector and a line recognizer as an OCR engine, without Tesseract: for Chinese and for photographs. The detector's boxes have no
/// layout; that is made of their positions.
/// </summary>
internal sealed class LineDetectionEngine : IOcrEngine
{
    /// <summary>Mean probability of a line below which it is dirt.</summary>
    private const double MinProbability = 0.5;

    /// <summary>White that the detector leaves above and below letters, over the height of its box.</summary>
    private const double Margin = 0.14;

    private readonly IOcrEngine _tesseract;
    private readonly ITextDetector _detector;
    private readonly ILineRecognizer _recognizer;

    private LineDetectionEngine(IOcrEngine tesseract, ITextDetector detector, ILineRecognizer recognizer) =>
        (_tesseract, _detector, _recognizer) = (tesseract, detector, recognizer);

    public string Language => _tesseract.Language;

    /// <summary>Its boxes are upright: across a page's width a line of more skew leaves its own.</summary>
    public double ToleratedSkew => 0.3;

    public RecognitionEngine Identity =>
        _tesseract.Identity with { Name = "paddle", Version = _recognizer.Model.Name, Models = [_recognizer.Model], Acceleration = null };

    /// <summary>Whether detector and recognizer are installed; they are loaded.</summary>
    public static bool IsInstalled(ISecondReader reader) => reader.Recognizer(out _) is not null && reader.Detector(out _) is not null;

    /// <param name="tesseract">Detects the orientation of pages.</param>
    /// <param name="reader">Gives detector and recognizer.</param>
    /// <exception cref="EngineException">
    /// With <see cref="EngineErrorCodes.LanguageNotInstalled"/> or <see cref="EngineErrorCodes.EngineNotInstalled"/>.
    /// </exception>
    public static LineDetectionEngine Create(IOcrEngine tesseract, ISecondReader reader)
    {
        if (SecondReaderLanguages.For(tesseract.Language) < SecondReaderUse.Replaces)
            throw new EngineException(
                EngineErrorCodes.LanguageNotInstalled,
                $"The engine paddle does not know the letters of {tesseract.Language}: it reads "
                    + $"{string.Join(", ", SecondReaderLanguages.Read)}.");
        return reader.Recognizer(out string? problem) is { } recognizer && reader.Detector(out problem) is { } detector
            ? new LineDetectionEngine(tesseract, detector, recognizer)
            : throw new EngineException(EngineErrorCodes.EngineNotInstalled, $"The engine paddle cannot be used. {problem}");
    }

    public OcrResult Recognize(PixHandle image, Resolution? resolution, PageSegmentationMode mode = PageSegmentationMode.Auto)
    {
        IReadOnlyList<BoundingBox> boxes = mode == PageSegmentationMode.SingleLine
            ? [new BoundingBox(0, 0, pixGetWidth(image), pixGetHeight(image))]
            : _detector.Find(image);
        var lines = new List<OcrLine>();
        foreach (BoundingBox box in boxes)
        {
            LineReading reading = _recognizer.Read(image, box);
            if (reading.MeanProbability >= MinProbability && !string.IsNullOrWhiteSpace(reading.Text))
                lines.Add(SecondReaderLine.Of(WithoutMargin(box), reading, _recognizer));
        }

        return DetectedLayout.Of(lines);
    }

    public DetectedOrientation? DetectOrientation(PixHandle image, Resolution? resolution) =>
        _tesseract.DetectOrientation(image, resolution);

    private static BoundingBox WithoutMargin(BoundingBox box) => box.Grown(-Margin * Math.Min(box.Height, box.Width));
}
