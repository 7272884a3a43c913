using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Exports;

/// <summary>Why a word is worth a look.</summary>
internal static class ReviewReasons
{
    public const string LowConfidence = "lowConfidence";

    /// <param name="word">A word; one that a person has corrected needs no other look.</param>
    /// <param name="reviewBelow">Confidence, 0 to 1, below which a word is worth a look.</param>
    public static IReadOnlyList<string> Of(PageWord word, double reviewBelow) => word.Confidence < reviewBelow && word.Recognised is null ? [LowConfidence] : [];
}
