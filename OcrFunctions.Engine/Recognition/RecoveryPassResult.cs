using OcrFunctions.Engine.Ocr;

namespace OcrFunctions.Engine.Recognition;

/// <summary>Result of a further recognition pass over missed text.</summary>
/// <param name="Name">Name of the pass.</param>
/// <param name="Found">Everything that was read, in pixels of the image.</param>
/// <param name="NewLines">What of it is new and accepted.</param>
internal sealed record RecoveryPassResult(string Name, OcrResult Found, IReadOnlyList<OcrLine> NewLines)
{
    /// <summary>Regions that look like text and could not be read.</summary>
    public IReadOnlyList<MissedTextRegion> Missed { get; init; } = [];

    public bool IsKept => NewLines.Count > 0;
}
