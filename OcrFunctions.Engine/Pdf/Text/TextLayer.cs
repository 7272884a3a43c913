using OcrFunctions.Engine.Pdf.Structure;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>Judges a page's text layer by what its glyphs look like to a reader.</summary>
internal static class TextLayer
{
    /// <summary>Points that a word's box is wider than what is counted as its glyphs.</summary>
    private const double Slack = 1;

    /// <summary>Share of seen glyphs that may be without a word: poppler drops doubles drawn to look bold.</summary>
    private const double MostLost = 0.15;

    /// <summary>So few lost glyphs say nothing.</summary>
    private const int FewGlyphs = 8;

    /// <summary>The words that a reader of the page sees; those of hidden layers are left out.</summary>
    public static NativeText Seen(NativeText text, PageSketch sketch)
    {
        // The common case: nothing is hidden.
        if (!sketch.Glyphs.Exists(glyph => glyph.Hidden))
            return text.Where(word => word.Box.Intersection(sketch.Page).Area > 0);
        var glyphs = new GlyphGrid(sketch.Glyphs);
        return text.Where(word =>
        {
            (int seen, int hidden) = glyphs.Count(word.Box.Grown(Slack));
            return word.Box.Intersection(sketch.Page).Area > 0 && seen > 0 && seen >= hidden;
        });
    }

    /// <summary>Why the seen words cannot stand for what is on the page; null where they can.</summary>
    public static string? Objection(NativeText seen, PageSketch sketch)
    {
        List<NativeWord> words = [.. seen.Words];
        if (TextPlausibility.Objection([.. words.Select(word => word.Text)]) is { } reason)
            return reason;

        var grid = new GlyphGrid([.. words.Select(word => new SketchedGlyph(word.Box.Grown(Slack), 0, 0, Hidden: false))]);
        List<SketchedGlyph> visible = [.. sketch.Glyphs.Where(glyph => !glyph.Hidden)];
        int lost = visible.Count(glyph => !grid.Covers(glyph.Box.CenterX, glyph.Box.CenterY));
        return lost > FewGlyphs && lost > MostLost * visible.Count ? $"{lost} of {visible.Count} glyphs are in no word" : null;
    }
}
