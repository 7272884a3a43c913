namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Leaves out what Tesseract reads out of dirt, rules and pictures and does not believe itself: marks without a letter, single
/// letters, and lines. Of what falls under these limits less than a fifth is right on the corpus (decision 0025); where the ink
/// looks like text, it is reported as unread.
/// </summary>
internal static class StrayMarks
{
    private const double LeastForMarks = 0.7, LeastForLetters = 0.3, LeastForShortWords = 0.2;

    /// <summary>Bullets are signs that Tesseract does not know: at the head of a good line even a doubtful mark stands for one.</summary>
    private const double LeastForBullets = 0.3, GoodLine = 0.8;

    /// <summary>For a line of a word or two, and for a longer one.</summary>
    private const double LeastForShortLines = 0.5, LeastForLines = 0.3;

    private const int ShortLine = 6;

    public static Reading Without(Reading reading) => reading.Select(Without);

    private static ReadLine? Without(ReadLine line)
    {
        bool good = line.Words.Count > 2 && line.Confidence >= GoodLine;
        ReadWord[] kept = [.. line.Words.Where((word, i) => word.Confidence >= (good && i == 0 ? Math.Min(Least(word), LeastForBullets) : Least(word)))];
        if (kept.Length == 0)
            return null;
        int letters = kept.Sum(word => word.Letters);
        if (letters > 0 && line.Confidence < (letters <= ShortLine ? LeastForShortLines : LeastForLines))
            return null;
        return kept.Length == line.Words.Count ? line : line.With(kept);
    }

    private static double Least(ReadWord word) => word.Letters switch
    {
        0 => LeastForMarks,
        1 => LeastForLetters,
        2 or 3 => LeastForShortWords,
        _ => 0,
    };
}
