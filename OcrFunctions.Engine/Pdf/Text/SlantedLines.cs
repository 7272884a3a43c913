using OcrFunctions.Engine.Pdf.Structure;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>Follows slanted glyphs from one to the next along their line.</summary>
internal static class SlantedLines
{
    /// <summary>Degrees by which two glyphs of one line differ at most.</summary>
    private const double SameAngle = 1;

    /// <summary>Shares of the font size: how far the next glyph's baseline is off, for raised letters, and where it may begin.</summary>
    private const double SameBaseline = 0.4, MaxOverlap = 0.6, MaxGap = 3;

    /// <summary>Gap over the font size up to which words are of one line, where the letters are not spaced out.</summary>
    private const double MaxWordGap = 1.5;

    /// <summary>Ratio of two font sizes on one line.</summary>
    private const double MaxSizeRatio = 2.5;

    /// <summary>Share of the font size within which a glyph that is drawn again, to look bold, is the same one.</summary>
    private const double SamePlace = 0.2;

    /// <returns>Lines in the order in which they are drawn.</returns>
    public static IEnumerable<SlantedLine> Of(IEnumerable<SketchedGlyph> slanted)
    {
        var line = new List<SketchedGlyph>();
        foreach (SketchedGlyph glyph in slanted)
        {
            if (line.Count > 0 && IsSame(line[^1], glyph))
                continue;
            if (line.Count > 0 && !Follows(line[^1], glyph))
            {
                foreach (SlantedLine part in Parts(line))
                    yield return part;
                line = [];
            }

            line.Add(glyph);
        }

        foreach (SlantedLine part in Parts(line))
            yield return part;
    }

    private static bool Follows(SketchedGlyph left, SketchedGlyph right)
    {
        double size = Math.Max(left.Slanted!.Size, right.Slanted!.Size);
        if (Math.Abs(Math.IEEERemainder(left.Angle - right.Angle, 360)) > SameAngle
            || size > MaxSizeRatio * Math.Min(left.Slanted.Size, right.Slanted.Size))
            return false;
        (double along, double across) = From(left, right);
        double gap = along - left.Slanted.Advance;
        return Math.Abs(across) <= SameBaseline * size && gap >= -MaxOverlap * size && gap <= MaxGap * size;
    }

    private static bool IsSame(SketchedGlyph one, SketchedGlyph next)
    {
        (double along, double across) = From(one, next);
        return one.Text == next.Text && Math.Max(Math.Abs(along), Math.Abs(across)) < SamePlace * one.Slanted!.Size;
    }

    /// <summary>From where one glyph begins to where another does.</summary>
    private static (double Along, double Across) From(SketchedGlyph one, SketchedGlyph other)
    {
        var frame = new SlantedFrame(one.Angle);
        (double x, double y) = (other.Slanted!.X - one.Slanted!.X, other.Slanted.Y - one.Slanted.Y);
        return (frame.Along(x, y), frame.Across(x, y));
    }

    /// <summary>A line, or what stands in its columns.</summary>
    private static IEnumerable<SlantedLine> Parts(List<SketchedGlyph> glyphs)
    {
        if (glyphs.Count == 0)
            yield break;
        double[] gaps = [.. glyphs.Zip(glyphs.Skip(1), (left, right) => From(left, right).Along - left.Slanted!.Advance)];
        double limit = MaxWordGap * glyphs.Max(glyph => glyph.Slanted!.Size);
        if (LetterGaps.Spaced(gaps, limit / MaxWordGap) is not null)
            limit = double.MaxValue;
        int start = 0;
        for (int i = 0; i <= gaps.Length; i++)
            if (i == gaps.Length || gaps[i] > limit)
            {
                yield return new SlantedLine(glyphs.GetRange(start, i + 1 - start));
                start = i + 1;
            }
    }
}
