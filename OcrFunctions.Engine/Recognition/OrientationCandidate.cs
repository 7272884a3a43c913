using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.Engine.Preprocessing;

namespace OcrFunctions.Engine.Recognition;

/// <summary>One orientation of a page, and what was read in it.</summary>
internal sealed record OrientationCandidate(string Name, PageRotation Rotation, PageImage Image, OcrResult Result) : IDisposable
{
    /// <summary>A result below this may be no better than that of an upside-down page.</summary>
    private const double MinConfidence = 0.7;

    /// <summary>A page read in a wrong orientation gives no more than part of the right one's evidence.</summary>
    private const double ClearAdvantage = 1.3;

    /// <summary>Evidence of about four letters: less than that may be chance.</summary>
    private const double MinEvidence = 1.5;

    /// <summary>Whether another orientation might be the right one.</summary>
    public bool IsDoubtful => IsEmpty || Result.Confidence < MinConfidence;

    public bool IsEmpty => Result.Evidence < MinEvidence;

    public bool IsClearlyBetterThan(OrientationCandidate other) =>
        !IsEmpty && Result.Evidence > ClearAdvantage * other.Result.Evidence;

    public void Dispose() => Image.Dispose();
}
