using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Pipeline.Review;

/// <summary>A page with the corrections that belong to it, and those whose word is no longer to be found.</summary>
/// <param name="Page">The page: words, lines and text as corrected.</param>
/// <param name="Orphans">Corrections at whose place no word stands.</param>
public sealed record CorrectedPage(PageResult Page, IReadOnlyList<Correction> Orphans)
{
    /// <summary>Share of the smaller of two boxes that must lie in the other for them to be one word's.</summary>
    private const double SamePlace = 0.5;

    /// <summary>Applies corrections to a page as it was recognised, by this recognition or by another one.</summary>
    public static CorrectedPage Of(PageResult page, IReadOnlyList<Correction> corrections)
    {
        if (corrections.Count == 0 || page.Words is not { } words)
            return new CorrectedPage(page, corrections);
        var texts = new Dictionary<int, string>();
        var orphans = new List<Correction>();
        // The latest last: of two corrections at one place it is the one that holds.
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
        var there = words.Select((word, index) => (word, index, overlap: Overlap(word.Polygon, place))).Where(one => one.overlap >= SamePlace).ToList();
        return there.Count == 0 ? null : there.OrderByDescending(one => one.word.Content == correction.OldText).ThenByDescending(one => one.overlap).First().index;
    }

    private static double Overlap(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        (double left, double top, double right, double bottom) = Bounds(a);
        (double otherLeft, double otherTop, double otherRight, double otherBottom) = Bounds(b);
        double width = Math.Min(right, otherRight) - Math.Max(left, otherLeft), height = Math.Min(bottom, otherBottom) - Math.Max(top, otherTop);
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
        HashSet<PageLine> gone = WordRemoval.Apply(edits, words, lines, texts.Where(change => change.Value.Length == 0).Select(change => change.Key).ToHashSet());
        string whole = edits.Text();
        return page with
        {
            Text = whole,
            Words = [.. words.Select((word, i) => Word(word, texts.GetValueOrDefault(i), edits)).OfType<PageWord>()],
            Lines = page.Lines is null ? null : [.. lines.Where(line => !gone.Contains(line)).Select(line => Line(line, edits.Moved(line.Span), whole))],
            Blocks = page.Blocks is null ? null : [.. page.Blocks.Select(block => Block(block, lines, gone, edits)).OfType<PageBlock>()],
        };
    }

    /// <summary>Null for a word that was deleted.</summary>
    private static PageWord? Word(PageWord word, string? text, TextEdits edits) =>
        text is null ? word with { Span = edits.Moved(word.Span) }
        : text.Length == 0 ? null
        // A person has seen it.
        : word with { Content = text, Recognised = word.Content, Confidence = 1, Span = edits.Moved(word.Span) };

    private static PageLine Line(PageLine line, TextSpan span, string text) => line with { Content = text.Substring(span.Offset, span.Length), Span = span };

    /// <summary>From the first line that is left to the last one; null where none is.</summary>
    private static PageBlock? Block(PageBlock block, PageLine[] lines, HashSet<PageLine> gone, TextEdits edits)
    {
        PageLine[] ofBlock = [.. lines.Where(line => line.Span.Offset >= block.Span.Offset && line.Span.Offset < block.Span.Offset + Math.Max(1, block.Span.Length))];
        PageLine[] left = [.. ofBlock.Where(line => !gone.Contains(line))];
        if (left.Length == ofBlock.Length)
            return block with { Span = edits.Moved(block.Span) };
        if (left.Length == 0)
            return null;
        TextSpan first = edits.Moved(left[0].Span), last = edits.Moved(left[^1].Span);
        return block with { Span = new TextSpan(first.Offset, last.Offset + last.Length - first.Offset) };
    }
}
