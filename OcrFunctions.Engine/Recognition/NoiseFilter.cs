using OcrFunctions.Engine.Ocr;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Drops what Tesseract reads from dirt, rules and pictures with low confidence: marks without a letter, single
/// letters, and lines. Of what falls below these limits less than a fifth is correct on the corpus (decision 0025); where the ink
/// looks like text, it is reported as unread.
/// </summary>
internal static class NoiseFilter
{
    private const double MinForMarks = 0.7, MinForLetters = 0.3, MinForShortWords = 0.2;

    /// <summary>Bullets are characters that Tesseract does not know: before a good line even a doubtful mark stands for one.</summary>
    private const double MinForBullets = 0.3, MinForGoodLines = 0.8;

    /// <summary>For a line of a word or two, and for a longer one.</summary>
    private const double MinForShortLines = 0.5, MinForLines = 0.3;

    /// <summary>Letters of a short line.</summary>
    private const int MaxOfShortLine = 6;

    public static OcrResult Apply(OcrResult result) => result.Select(Filter);

    private static OcrLine? Filter(OcrLine line)
    {
        // The other recognizer drops dirt by itself, a line at a time.
        if (line.Words.All(word => word.Reader is not null))
            return line;
        bool good = line.Words.Count > 2 && line.Confidence >= MinForGoodLines;
        OcrWord[] kept = [.. line.Words.Where((word, i) =>
            word.Confidence >= (good && i == 0 ? Math.Min(MinFor(word), MinForBullets) : MinFor(word)))];
        if (kept.Length == 0)
            return null;
        int letters = kept.Sum(word => word.Letters);
        if (letters > 0 && line.Confidence < (letters <= MaxOfShortLine ? MinForShortLines : MinForLines))
            return null;
        return kept.Length == line.Words.Count ? line : line.With(kept);
    }

    private static double MinFor(OcrWord word) => word.Letters switch
    {
        0 => MinForMarks,
        1 => MinForLetters,
        2 or 3 => MinForShortWords,
        _ => 0,
    };
}
