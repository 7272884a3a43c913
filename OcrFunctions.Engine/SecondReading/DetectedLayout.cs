using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Ocr;

namespace OcrFunctions.Engine.SecondReading;

/// <summary>
/// Blocks and reading order of lines that were detected one by one, by recursive XY cuts: at a white gap from top to bottom into columns,
/// else at the widest white gap from left to right.
/// </summary>
internal static class DetectedLayout
{
    /// <summary>Gaps over the median height of a line: of columns, and of blocks of one column.</summary>
    private const double ColumnGap = 1, BlockGap = 0.8;

    /// <summary>Lines of a column: fewer beside each other are the cells of a row.</summary>
    private const int MinLinesOfColumn = 3;

    /// <summary>Fraction of the lower one's height in which two are on one row.</summary>
    private const double SameRow = 0.5;

    private const string Kind = "flowing_text";

    /// <param name="lines">In any order.</param>
    public static OcrResult Of(IReadOnlyList<OcrLine> lines)
    {
        if (lines.Count == 0)
            return OcrResult.Empty;
        double height = lines.Select(line => line.Box.Height).Order().ElementAt(lines.Count / 2);
        return new OcrResult([.. Blocks([.. lines], height).Select(Block)]);
    }

    private static IEnumerable<OcrLine[]> Blocks(OcrLine[] lines, double height)
    {
        OcrLine[][] parts = Columns(lines, height) ?? Rows(lines, height) ?? [];
        return parts.Length == 0 ? [lines] : parts.SelectMany(part => Blocks(part, height));
    }

    private static OcrLine[][]? Columns(OcrLine[] lines, double height)
    {
        OcrLine[][] parts = Parts(lines, box => (box.Left, box.Right), ColumnGap * height);
        return parts.Length > 1 && parts.All(part => part.Length >= MinLinesOfColumn) ? parts : null;
    }

    /// <summary>The parts above and below the widest gap.</summary>
    private static OcrLine[][]? Rows(OcrLine[] lines, double height)
    {
        OcrLine[][] parts = Parts(lines, box => (box.Top, box.Bottom), BlockGap * height);
        if (parts.Length < 2)
            return null;
        int widest = Enumerable.Range(1, parts.Length - 1)
            .MaxBy(i => parts[i].Min(line => line.Box.Top) - parts[i - 1].Max(line => line.Box.Bottom));
        return [[.. parts[..widest].SelectMany(part => part)], [.. parts[widest..].SelectMany(part => part)]];
    }

    /// <summary>Lines between white gaps of a minimum width, along one axis.</summary>
    private static OcrLine[][] Parts(OcrLine[] lines, Func<BoundingBox, (double From, double To)> extent, double gap)
    {
        var parts = new List<List<OcrLine>>();
        double end = double.MinValue;
        foreach (OcrLine line in lines.OrderBy(line => extent(line.Box).From))
        {
            (double from, double to) = extent(line.Box);
            if (parts.Count == 0 || from - end >= gap)
                parts.Add([]);
            parts[^1].Add(line);
            end = Math.Max(end, to);
        }

        return [.. parts.Select(part => part.ToArray())];
    }

    /// <summary>One paragraph; parts of one row follow each other from left to right.</summary>
    private static OcrBlock Block(OcrLine[] lines)
    {
        var rows = new List<List<OcrLine>>();
        foreach (OcrLine line in lines.OrderBy(line => line.Box.Top + line.Box.Bottom))
        {
            if (rows.Count > 0 && rows[^1].Exists(other => AreOnOneRow(other.Box, line.Box)))
                rows[^1].Add(line);
            else
                rows.Add([line]);
        }

        OcrLine[] ordered = [.. rows.SelectMany(row => row.OrderBy(line => line.Box.Left))];
        return new OcrBlock(Kind, BoundingBox.Around(ordered.Select(line => line.Box)), [new OcrParagraph(ordered)]);
    }

    private static bool AreOnOneRow(BoundingBox one, BoundingBox other) =>
        one.SharedHeight(other) >= SameRow * Math.Min(one.Height, other.Height);
}
