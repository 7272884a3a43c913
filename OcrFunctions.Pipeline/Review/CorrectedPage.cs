using System.Text;
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
        var map = new TextEdits(page.Text ?? "");
        foreach ((int index, string text) in texts)
            map.Replace(words[index].Span, text);
        var corrected = new List<PageWord>();
        for (int i = 0; i < words.Count; i++)
        {
            PageWord word = words[i];
            if (!texts.TryGetValue(i, out string? text))
                corrected.Add(word with { Span = map.Moved(word.Span) });
            else if (text.Length > 0)
                // A person has seen it.
                corrected.Add(word with { Content = text, Recognised = word.Content, Confidence = 1, Span = map.Moved(word.Span) });
        }

        string whole = map.Text();
        return page with
        {
            Text = whole,
            Words = corrected,
            Lines = page.Lines is null ? null : [.. page.Lines.Select(line => Line(line, map.Moved(line.Span), whole))],
            Blocks = page.Blocks is null ? null : [.. page.Blocks.Select(block => block with { Span = map.Moved(block.Span) })],
        };
    }

    private static PageLine Line(PageLine line, TextSpan span, string text) => line with { Content = text.Substring(span.Offset, span.Length), Span = span };

    /// <summary>A text with some spans replaced, and where the others are then.</summary>
    private sealed class TextEdits(string text)
    {
        private readonly SortedList<int, (int Length, string Text)> _edits = [];

        public void Replace(TextSpan span, string by)
        {
            int length = span.Length;
            // A word that goes takes its blank with it.
            if (by.Length == 0 && span.Offset + length < text.Length && text[span.Offset + length] == ' ')
                length++;
            _edits[span.Offset] = (length, by);
        }

        public string Text()
        {
            var result = new StringBuilder();
            int at = 0;
            foreach ((int offset, (int length, string by)) in _edits)
            {
                result.Append(text, at, offset - at).Append(by);
                at = offset + length;
            }

            return result.Append(text, at, text.Length - at).ToString();
        }

        public TextSpan Moved(TextSpan span)
        {
            int start = Moved(span.Offset);
            return new TextSpan(start, Moved(span.Offset + span.Length) - start);
        }

        private int Moved(int position)
        {
            int moved = position;
            foreach ((int offset, (int length, string by)) in _edits)
            {
                if (offset >= position)
                    break;
                // All of it lies before, or the position stands in the middle of what was replaced.
                moved += by.Length - Math.Min(length, position - offset);
            }

            return moved;
        }
    }
}
