using OcrFunctions.Engine.Preparation;

namespace OcrFunctions.Engine.Recognition;

/// <summary>A page held in one way, and what was read of it so.</summary>
internal sealed record Attempt(string Name, Pose Pose, PageImage Image, Reading Reading) : IDisposable
{
    /// <summary>A reading below this is no better than that of a page upside down may be.</summary>
    private const double LeastConfidence = 0.7;

    /// <summary>A page read in a wrong way gives no more than part of the right one's evidence.</summary>
    private const double ClearAdvantage = 1.3;

    /// <summary>Evidence of about four letters: less than that may be chance.</summary>
    private const double LeastEvidence = 1.5;

    /// <summary>Whether the page might have to be held otherwise.</summary>
    public bool IsDoubtful => IsEmpty || Reading.Confidence < LeastConfidence;

    public bool IsEmpty => Reading.Evidence < LeastEvidence;

    public bool IsClearlyBetterThan(Attempt other) =>
        !IsEmpty && Reading.Evidence > ClearAdvantage * other.Reading.Evidence;

    public void Dispose() => Image.Dispose();
}
