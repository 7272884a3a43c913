namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>
/// Joins the letters of letter-spaced words, as headings have them, set so or typed with spaces between. Where it is in doubt it joins
/// nothing: lists, initials, formulas and tables have single letters too.
/// </summary>
internal static class LetterSpacedWords
{
    /// <summary>Letters in a row that may be a word.</summary>
    private const int MinLetters = 3;

    /// <summary>Gap around a run over the gaps in it, from which it stands apart from the words beside it.</summary>
    private const double Apart = 1.4;

    /// <summary>Widest gap over the font size, and that of a run of a few letters: a table's are wider.</summary>
    private const double MaxGap = 1.7, MaxGapOfFew = 0.8;

    private const int Few = 3;

    public static NativeText Join(NativeText text)
    {
        var joined = new Dictionary<NativeWord, IReadOnlyList<NativeWord>>(ReferenceEqualityComparer.Instance);
        foreach (LetterRun run in LetterRuns.Of(text))
        {
            // Where letters of other lines stand above and below, it is a table or a puzzle.
            if (run.Letters.Count < MinLetters || run.IsInGrid || Words(run) is not { } words)
                continue;
            joined[run.Letters[0]] = words;
            foreach (NativeWord letter in run.Letters.Skip(1))
                joined[letter] = [];
        }

        return joined.Count == 0 ? text : new NativeText([.. text.Blocks
            .Select(block => new NativeBlock([.. block.Lines
                .Select(line => new NativeLine([.. line.Words.SelectMany(word => joined.GetValueOrDefault(word) ?? [word])]))
                .Where(line => line.Words.Count > 0)]))
            .Where(block => block.Lines.Count > 0)]);
    }

    /// <summary>The words that a run's letters make; null where they make none.</summary>
    private static List<NativeWord>? Words(LetterRun run)
    {
        if (LetterGaps.Spaced(run.Gaps, run.Size) is not { } wordGap
            || run.Gaps.Min() > run.Size * (run.Letters.Count <= Few ? MaxGapOfFew : MaxGap))
            return null;
        var words = new List<NativeWord> { run.Letters[0] };
        for (int i = 0; i < run.Gaps.Count; i++)
        {
            NativeWord letter = run.Letters[i + 1];
            if (run.Gaps[i] > wordGap)
                words.Add(letter);
            else
                words[^1] = new NativeWord(words[^1].Text + letter.Text, words[^1].Box.Union(letter.Box));
        }

        bool isApart = run.GapAround >= Apart * run.Gaps.Min();
        return WordLikeness.IsText([.. words.Select(word => word.Text)], isApart) ? words : null;
    }
}
