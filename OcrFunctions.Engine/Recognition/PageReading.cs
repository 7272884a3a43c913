using OcrFunctions.Engine.Preparation;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Recognition;

/// <summary>What came of a page: the words, and the image whose pixels their places are in.</summary>
internal sealed record PageReading
{
    public required Reading Reading { get; init; }

    /// <summary>From the reading's pixels to the original page.</summary>
    public required PageTransform ToOriginal { get; init; }

    /// <summary>Dots per inch of the page's image before it was scaled for reading.</summary>
    public required int Dpi { get; init; }

    public required PageOrientation Orientation { get; init; }

    public required double Skew { get; init; }

    public required IReadOnlyList<RecognitionPass> Passes { get; init; }

    public IReadOnlyList<UnreadPlace> Unread { get; init; } = [];

    public IReadOnlyList<PageWarning> Warnings { get; init; } = [];
}
