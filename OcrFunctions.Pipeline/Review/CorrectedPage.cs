using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Review;

/// <summary>A page with its corrections, and those whose word can no longer be found.</summary>
/// <param name="Page">The page: words, lines and text as corrected.</param>
/// <param name="Orphans">Corrections without a word at their position.</param>
public sealed record CorrectedPage(PageResult Page, IReadOnlyList<Correction> Orphans)
{
    /// <summary>Share of the smaller of two boxes that must overlap the other for them to be the same word.</summary>
    private const double SamePlace = 0.5;

    /// <summary>Applies corrections to a recognized page, whether they were made on this recognition or another one.</summary>
    public static CorrectedPage Of(PageResult page, IReadOnlyList<Correction> corrections)
    {
        if (corrections.Count == 0 || page.Words is not { } words)
            return new CorrectedPage(page, corrections);
        var texts = new Dictionary<int, string>();
        var orphans = new List<Correction>();
        // The latest last: of two corrections at the same position it takes precedence.
        foreach (Correction correction in corrections.OrderBy(c => c.CorrectedAt))
        {
            if (Find(words, correction) is { } index)
                texts[index] = correction.NewText;
            else
                orphans.Add(correction);
        }

        return new CorrectedPage(Rewrite(page, words, texts), orphans);
    }

    private static int? Find(IReadOnlyList<PageWord> words, Correction correction)
    {
        IReadOnlyList<double> place = correction.GetPolygon();
        var there = words.Select((word, index) => (word, index, overlap: Overlap(word.Polygon, place)))
            .Where(one => one.overlap >= SamePlace).ToList();
        return there.Count == 0
            ? null
            : there.OrderByDescending(one => one.word.Content == correction.OldText).ThenByDescending(one => one.overlap).First().index;
    }

    private static double Overlap(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        (double left, double top, double right, double bottom) = Bounds(a);
        (double otherLeft, double otherTop, double otherRight, double otherBottom) = Bounds(b);
        double width = Math.Min(right, otherRight) - Math.Max(left, otherLeft),
            height = Math.Min(bottom, otherBottom) - Math.Max(top, otherTop);
        double smaller = Math.Min((right - left) * (bottom - top), (otherRight - otherLeft) * (otherBottom - otherTop));
        return width <= 0 || height <= 0 || smaller <= 0 ? 0 : width * height / smaller;
    }

    private static (double Left, double Top, double Right, double Bottom) Bounds(IReadOnlyList<double> p) => (
        Math.Min(Math.Min(p[0], p[2]), Math.Min(p[4], p[6])), Math.Min(Math.Min(p[1], p[3]), Math.Min(p[5], p[7])),
        Math.Max(Math.Max(p[0], p[2]), Math.Max(p[4], p[6])), Math.Max(Math.Max(p[1], p[3]), Math.Max(p[5], p[7])));

    private static PageResult Rewrite(PageResult page, IReadOnlyList<PageWord> words, Dictionary<int, string> texts)
    {
        if (texts.Count == 0)
            return page;
        PageLine[] lines = [.. page.Lines ?? []];
        var edits = new TextEdits(page.Text ?? "");
        foreach ((int index, string text) in texts.Where(change => change.Value.Length > 0))
            edits.Replace(words[index].Span, text);
        HashSet<int> removed = [.. texts.Where(change => change.Value.Length == 0).Select(change => change.Key)];
        HashSet<PageLine> gone = WordRemoval.Apply(edits, words, lines, removed);
        PageBlock?[] blocks =
            [.. (page.Blocks ?? []).Select((block, i) => Block(block, [.. lines.Where(line => line.Block == i)], gone, edits))];
        return page with
        {
            Text = edits.Text(),
            Words = [.. words.Select((word, i) => Word(word, texts.GetValueOrDefault(i), edits)).OfType<PageWord>()],
            Lines = page.Lines is null ? null : [.. Lines(lines, blocks, gone, removed, edits)],
            Blocks = page.Blocks is null ? null : [.. blocks.OfType<PageBlock>()],
        };
    }

    /// <summary>The remaining lines, with the numbers of their remaining words and of their block among the remaining ones.</summary>
    private static IEnumerable<PageLine> Lines(PageLine[] lines, PageBlock?[] blocks, HashSet<PageLine> gone, HashSet<int> removed,
        TextEdits edits)
    {
        string text = edits.Text();
        int word = 0;
        foreach (PageLine line in lines)
        {
            int first = word;
            word += line.Words;
            if (gone.Contains(line))
                continue;
            TextSpan span = edits.Moved(line.Span);
            yield return line with
            {
                Content = text.Substring(span.Offset, span.Length),
                Span = span,
                Words = Enumerable.Range(first, line.Words).Count(i => !removed.Contains(i)),
                Block = blocks.Take(line.Block).Count(block => block is not null),
            };
        }
    }

    /// <summary>Null for a word that was deleted.</summary>
    private static PageWord? Word(PageWord word, string? text, TextEdits edits) =>
        text is null ? word with { Span = edits.Moved(word.Span) }
        : text.Length == 0 ? null
        // It was reviewed manually.
        : word with { Content = text, Recognized = word.Content, Confidence = 1, Span = edits.Moved(word.Span) };

    /// <summary>From the first remaining line to the last one; null if there is none.</summary>
    private static PageBlock? Block(PageBlock block, PageLine[] ofBlock, HashSet<PageLine> gone, TextEdits edits)
    {
        PageLine[] left = [.. ofBlock.Where(line => !gone.Contains(line))];
        if (left.Length == ofBlock.Length)
            return block with { Span = edits.Moved(block.Span) };
        if (left.Length == 0)
            return null;
        TextSpan first = edits.Moved(left[0].Span), last = edits.Moved(left[^1].Span);
        return block with { Span = new TextSpan(first.Offset, last.Offset + last.Length - first.Offset) };
    }
}
