using OcrFunctions.Engine.Pdf.Structure;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>Glyphs that follow one another along a slanted line, in the order of reading.</summary>
/// <param name="glyphs">At least one; all are slanted.</param>
internal sealed class SlantedLine(IReadOnlyList<SketchedGlyph> glyphs)
{
    public IReadOnlyList<SketchedGlyph> Glyphs { get; } = glyphs;

    /// <summary>Degrees clockwise from upright.</summary>
    public double Angle => Glyphs[0].Angle;

    public SlantedFrame Frame { get; } = new(glyphs[0].Angle);

    /// <summary>Font size in points.</summary>
    public double Size => Glyphs.Max(glyph => glyph.Slanted!.Size);

    /// <summary>Ends of the line, in points along it.</summary>
    public (double Start, double End) Ends => (Start(Glyphs[0]), End(Glyphs[^1]));

    /// <summary>Its baseline, in points across it.</summary>
    public double Baseline => Frame.Across(Glyphs[0].Slanted!.X, Glyphs[0].Slanted!.Y);

    /// <summary>Its words: letters are apart by what stands between them, letter-spaced ones too.</summary>
    public NativeLine Words()
    {
        double top = Glyphs.Min(glyph => Across(glyph) - glyph.Slanted!.Ascent),
            bottom = Glyphs.Max(glyph => Across(glyph) - glyph.Slanted!.Descent);
        return new NativeLine([.. Split().Select(Word)]);

        NativeWord Word(IReadOnlyList<SketchedGlyph> letters)
        {
            double[] corners = Frame.Rectangle(Start(letters[0]), End(letters[^1]), top, bottom);
            var slant = new WordSlant(Angle, corners, [.. letters.Select(letter => letter.Box)], letters[0].Font,
                2 * letters.Count(letter => letter.Hidden) > letters.Count);
            return new NativeWord(string.Concat(letters.Select(letter => letter.Text)), SlantedFrame.BoxOf(corners), slant);
        }
    }

    private List<IReadOnlyList<SketchedGlyph>> Split()
    {
        double[] gaps = [.. Glyphs.Zip(Glyphs.Skip(1), (left, right) => Start(right) - End(left))];
        if (LetterGaps.Spaced(gaps, Size) is { } wide && Cut(wide) is var spaced && WordLikeness.IsText(TextsOf(spaced), isSure: true))
            return spaced;
        return Cut(LetterGaps.WordGap * Size);

        List<IReadOnlyList<SketchedGlyph>> Cut(double wordGap)
        {
            var words = new List<IReadOnlyList<SketchedGlyph>>();
            int start = 0;
            for (int i = 0; i <= gaps.Length; i++)
                if (i == gaps.Length || gaps[i] > wordGap)
                {
                    words.Add([.. Glyphs.Skip(start).Take(i + 1 - start)]);
                    start = i + 1;
                }

            return words;
        }
    }

    private static List<string> TextsOf(IEnumerable<IReadOnlyList<SketchedGlyph>> words) =>
        [.. words.Select(word => string.Concat(word.Select(glyph => glyph.Text)))];

    private double Start(SketchedGlyph glyph) => Frame.Along(glyph.Slanted!.X, glyph.Slanted.Y);

    private double End(SketchedGlyph glyph) => Start(glyph) + glyph.Slanted!.Advance;

    private double Across(SketchedGlyph glyph) => Frame.Across(glyph.Slanted!.X, glyph.Slanted.Y);
}
