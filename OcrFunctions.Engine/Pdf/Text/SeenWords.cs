using System.Text;
using OcrFunctions.Engine.Pdf.Structure;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>Keeps the words of a page's text that a reader of the page sees.</summary>
internal static class SeenWords
{
    /// <summary>Share of a word's box that its letters paint at least; a dot paints a pixel.</summary>
    private const double MinInk = 0.008;

    private const int LettersOfDot = 2;

    /// <summary>Height of a word's box, in points, below which it is too small to be read.</summary>
    private const double MinHeight = 1.5;

    /// <summary>Share of the page from which a word of one or two letters is a picture: a font may hold scans as its glyphs.</summary>
    private const double PictureOfPage = 0.2;

    private const int LettersOfPicture = 2;

    /// <summary>Share of the smaller of two boxes from which both words stand at one place.</summary>
    private const double SamePlace = 0.5;

    /// <summary>The words of a page of plain text.</summary>
    public static NativeText Of(NativeText text, PageSketch sketch) =>
        text.Where(word => word.Box.Height >= MinHeight && IsReadable(word.Text) && word.Box.Intersection(sketch.Page).Area > 0);

    /// <param name="text">The page's own text, visible or not.</param>
    /// <param name="ink">What it painted.</param>
    /// <param name="sketch">What the page's content says; it decides only where two words stand at one place.</param>
    public static NativeText Of(NativeText text, TextInk ink, PageSketch sketch)
    {
        NativeText painted = text.Where(word => word.Box.Height >= MinHeight && IsReadable(word.Text) && !IsPicture(word)
            && word.Slant is not { IsHidden: true }
            && (word.Text.Length <= LettersOfDot ? word.Places.Sum(ink.Count) > 0 : word.Places.Average(ink.Share) >= MinInk));
        HashSet<NativeWord> covered = Covered([.. painted.Words], sketch);
        return covered.Count == 0 ? painted : SplitLines.Join(painted.Where(word => !covered.Contains(word)));

        bool IsPicture(NativeWord word) =>
            word.Text.Length <= LettersOfPicture && word.Slant is null
            && word.Box.Intersection(sketch.Page).Area > PictureOfPage * sketch.Page.Area;
    }

    /// <summary>Whether most of a word's characters have a meaning.</summary>
    private static bool IsReadable(string word)
    {
        int all = 0, meaningless = 0;
        foreach (Rune rune in word.EnumerateRunes())
        {
            all++;
            meaningless += TextPlausibility.IsMeaningless(rune) ? 1 : 0;
        }

        return 2 * meaningless < all;
    }

    /// <summary>Words at the place of another one, which painted what is seen there.</summary>
    private static HashSet<NativeWord> Covered(List<NativeWord> words, PageSketch sketch)
    {
        var covered = new HashSet<NativeWord>(ReferenceEqualityComparer.Instance);
        GlyphGrid? glyphs = null;
        foreach ((NativeWord first, NativeWord second) in Pairs(words))
        {
            glyphs ??= new GlyphGrid(sketch.Glyphs);
            bool isFirstHidden = IsHidden(first, glyphs), isSecondHidden = IsHidden(second, glyphs);
            if (isFirstHidden && !isSecondHidden)
                covered.Add(first);
            else if (isSecondHidden || first.Text == second.Text)
                covered.Add(second);
        }

        return covered;
    }

    /// <summary>Pairs of words at one place; the box of a slanted word tells nothing of its place.</summary>
    private static IEnumerable<(NativeWord First, NativeWord Second)> Pairs(List<NativeWord> words)
    {
        NativeWord[] sorted = [.. words.Where(word => word.Slant is null).OrderBy(word => word.Box.Top)];
        for (int i = 0; i < sorted.Length; i++)
            for (int j = i + 1; j < sorted.Length && sorted[j].Box.Top < sorted[i].Box.Bottom; j++)
                if (sorted[i].Box.Intersection(sorted[j].Box).Area >= SamePlace * Math.Min(sorted[i].Box.Area, sorted[j].Box.Area))
                    yield return (sorted[i], sorted[j]);
    }

    /// <summary>Whether most glyphs that could be the word's are hidden.</summary>
    private static bool IsHidden(NativeWord word, GlyphGrid glyphs)
    {
        int seen = 0, hidden = 0;
        foreach (SketchedGlyph glyph in glyphs.In(word.Box.Grown(1)).Where(one => word.Text.Contains(one.Text, StringComparison.Ordinal)))
            _ = glyph.Hidden ? hidden++ : seen++;
        return hidden > seen;
    }
}
