using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Ocr;

namespace OcrFunctions.Engine.Recognition;

/// <summary>A line as it was read, which may be a part of a row.</summary>
/// <param name="Line">In pixels of the image.</param>
/// <param name="Box">The same as if the page were level.</param>
/// <param name="First">Metrics of its first word that has any.</param>
/// <param name="Last">Of its last one.</param>
/// <param name="Middle">Medians of all.</param>
internal sealed record RowFragment(OcrLine Line, BoundingBox Box, WordMetrics First, WordMetrics Last, WordMetrics Middle)
{
    /// <summary>Lines that show the slope of a page.</summary>
    private const int MinLines = 3;

    /// <summary>Pixels down per pixel across that deskewing may leave; what is steeper is an error of a box.</summary>
    private const double MaxSlope = 0.03;

    /// <summary>Height over width from which a line of several characters is vertical text.</summary>
    private const double Vertical = 1.5;

    /// <summary>The lines that can be part of a row: horizontal, with a letter or a digit.</summary>
    public static RowFragment[] Of(OcrResult result)
    {
        OcrLine[] lines = [.. result.Lines.Where(line => line.Text.Length < 2 || line.Box.Height < Vertical * line.Box.Width)];
        double slope = SlopeOf(lines);
        return [.. lines.Select(line => Of(line, slope)).OfType<RowFragment>()];
    }

    /// <summary>Whether the other, to the right of this one, is on the same baseline and in the same size.</summary>
    public bool Continues(RowFragment right) => Last.IsOnRowOf(right.First) || Middle.IsOnRowOf(right.Middle);

    private static RowFragment? Of(OcrLine line, double slope)
    {
        WordMetrics[] words = [.. line.Words.Select(word => WordMetrics.Of(word with { Box = Leveled(word.Box) })).OfType<WordMetrics>()];
        return words.Length == 0
            ? null
            : new RowFragment(line, BoundingBox.Around(line.Words.Select(word => Leveled(word.Box))), words[0], words[^1], new WordMetrics(
                ComponentRows.Median(words.Select(word => word.Baseline)), ComponentRows.Median(words.Select(word => word.CapHeight))));

        BoundingBox Leveled(BoundingBox box)
        {
            double down = slope * (box.Left + box.Right) / 2;
            return box with { Top = box.Top - down, Bottom = box.Bottom - down };
        }
    }

    /// <summary>
    /// Pixels down per pixel across, by least squares, so that long lines count most. Deskewing leaves a fraction of a degree, which is
    /// half a line from one side of the page to the other.
    /// </summary>
    private static double SlopeOf(IEnumerable<OcrLine> lines)
    {
        (double Across, double Down)[] found = [.. lines.Select(Course)
            .OfType<(double Across, double Down)>()
            .Where(line => line.Across > 0 && Math.Abs(line.Down) <= MaxSlope * line.Across)];
        return found.Length < MinLines
            ? 0
            : found.Sum(line => line.Across * line.Down) / found.Sum(line => line.Across * line.Across);
    }

    /// <summary>From the first word of a line to its last one, in pixels; null where one has no baseline.</summary>
    private static (double Across, double Down)? Course(OcrLine line)
    {
        OcrWord first = line.Words[0], last = line.Words[^1];
        return WordMetrics.Of(first) is { } left && WordMetrics.Of(last) is { } right
            ? ((last.Box.Left + last.Box.Right - first.Box.Left - first.Box.Right) / 2, right.Baseline - left.Baseline)
            : null;
    }
}
