using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Recognition;

/// <summary>Result of a page: the words, and the image whose pixels their positions refer to.</summary>
internal sealed record PageOcrResult
{
    public required OcrResult Text { get; init; }

    /// <summary>From the pixels of <see cref="Text"/> to the original page.</summary>
    public required PageTransform ToOriginal { get; init; }

    /// <summary>Dots per inch of the page's image before it was scaled for recognition.</summary>
    public required int Dpi { get; init; }

    public required PageOrientation Orientation { get; init; }

    /// <summary>Degrees clockwise by which the page was deskewed.</summary>
    public required double Skew { get; init; }

    public required IReadOnlyList<RecognitionPass> Passes { get; init; }

    /// <summary>What looks like text and was not read.</summary>
    public IReadOnlyList<MissedTextRegion> Missed { get; init; } = [];

    public IReadOnlyList<PageWarning> Warnings { get; init; } = [];
}
