using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>Why a word needs review.</summary>
internal static class ReviewReasons
{
    public const string LowConfidence = "lowConfidence";

    /// <param name="word">A word; one that was corrected manually needs no further review.</param>
    /// <param name="reviewBelow">Confidence, 0 to 1, below which a word needs review.</param>
    public static IReadOnlyList<string> Of(PageWord word, double reviewBelow) =>
        word.Confidence < reviewBelow && word.Recognized is null ? [LowConfidence] : [];
}
