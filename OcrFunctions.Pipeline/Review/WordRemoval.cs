using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Review;

/// <summary>
/// Removes words from a text with what separated them from the others: a space; the line feed, if they were a whole line; the empty line,
/// if they were a whole paragraph.
/// </summary>
internal static class WordRemoval
{
    /// <param name="edits">Receives the removals.</param>
    /// <param name="words">Words of the page, in order.</param>
    /// <param name="lines">Lines of the page, in order.</param>
    /// <param name="removed">Indices of the words to remove.</param>
    /// <returns>The lines that are now empty.</returns>
    public static HashSet<PageLine> Apply(TextEdits edits, IReadOnlyList<PageWord> words, IReadOnlyList<PageLine> lines,
        IReadOnlySet<int> removed)
    {
        var gone = new HashSet<PageLine>(ReferenceEqualityComparer.Instance);
        if (removed.Count == 0)
            return gone;
        int word = 0;
        foreach (PageLine line in lines)
        {
            int first = word;
            word += line.Words;
            int[] left = [.. Enumerable.Range(first, word - first).Where(i => !removed.Contains(i))];
            if (left.Length == 0 && word > first)
                gone.Add(line);
            else if (left.Length < word - first)
                RemoveWords(edits, words, Enumerable.Range(first, word - first).Where(removed.Contains), left[^1]);
        }

        if (gone.Count > 0)
            RemoveLines(edits, [.. lines.GroupBy(line => line.Paragraph).Select(paragraph => paragraph.ToList())], gone);
        return gone;
    }

    private static void RemoveWords(TextEdits edits, IReadOnlyList<PageWord> words, IEnumerable<int> removed, int lastLeft)
    {
        foreach (int i in removed)
        {
            if (i < lastLeft)
                edits.Remove(words[i].Span.Offset, words[i + 1].Span.Offset);
            else
                edits.Remove(End(words[i - 1].Span), End(words[i].Span));
        }
    }

    private static void RemoveLines(TextEdits edits, List<List<PageLine>> paragraphs, HashSet<PageLine> gone)
    {
        int lastLeft = paragraphs.FindLastIndex(paragraph => !paragraph.TrueForAll(gone.Contains));
        for (int p = 0; p < paragraphs.Count; p++)
        {
            bool whole = paragraphs[p].TrueForAll(gone.Contains);
            for (int l = 0; l < paragraphs[p].Count; l++)
            {
                PageLine line = paragraphs[p][l];
                if (!gone.Contains(line))
                    continue;
                // The empty line after a paragraph is removed with its last line; the one before it with its first line, if nothing
                // follows.
                int from = whole && l == 0 && p > lastLeft && p > 0 ? End(paragraphs[p - 1][^1].Span) + 1 : line.Span.Offset;
                int to = whole && l == paragraphs[p].Count - 1 && p < lastLeft
                    ? paragraphs[p + 1][0].Span.Offset
                    : Math.Min(End(line.Span) + 1, edits.Before.Length);
                edits.Remove(from, to);
            }
        }
    }

    private static int End(TextSpan span) => span.Offset + span.Length;
}
