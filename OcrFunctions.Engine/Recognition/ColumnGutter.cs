using OcrFunctions.Engine.Geometry;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Tells the gutter between two columns of text from the white between the cells of a row: past how many lines it runs, and whether
/// these are text on both sides.
/// </summary>
/// <param name="lines">All of the page.</param>
internal sealed class ColumnGutter(IReadOnlyList<RowFragment> lines)
{
    /// <summary>Least width of a gutter over the height of a capital letter: little more than a space.</summary>
    private const double MinWidth = 0.6;

    /// <summary>
    /// White over the height of a capital letter across which the lines of a side go on: a paragraph, and a part of the page with headings.
    /// A table above a footer, for example, has columns of its own.
    /// </summary>
    private const double ReachOfParagraph = 1.5, ReachOfPart = 4;

    /// <summary>A space, over the height of a capital letter: between words of a sentence, and never between rows by chance.</summary>
    private const double WideSpace = 1.5;

    /// <summary>Fraction of the lines on the shorter side that must have one on their row across the gap.</summary>
    private const double MinOnRows = 0.6;

    /// <summary>Fraction of the lines of both sides from which they are rows of a table even if they are text.</summary>
    private const double MinOnRowsOfTable = 0.9;

    /// <summary>Lines of prose on both sides of a gutter that parts what stands far above or below them, such as page numbers.</summary>
    private const int MinOfPages = 5;

    /// <summary>Whether a gutter parts two neighbors on one row, or it is by chance that they are on one.</summary>
    public bool Parts(RowFragment left, RowFragment right)
    {
        double capHeight = Math.Min(left.Middle.CapHeight, right.Middle.CapHeight);
        (ColumnSide Left, ColumnSide Right) part = Sides(left, right, ReachOfPart * capHeight);
        if (part.Left.IsSpaced && part.Right.IsSpaced && IsTable(part))
            return false;
        if (AreColumns(Sides(left, right, ReachOfParagraph * capHeight)) || AreColumns(part))
            return true;
        if (right.Box.Left - left.Box.Right <= WideSpace * capHeight)
            return false;
        return !AreRows(part) || ArePages(Sides(left, right, double.PositiveInfinity));
    }

    private static bool AreColumns((ColumnSide Left, ColumnSide Right) sides) => sides is
        ({ IsText: true }, { IsText: true }) or ({ IsProse: true }, { IsWords: true }) or ({ IsWords: true }, { IsProse: true });

    private static bool ArePages((ColumnSide Left, ColumnSide Right) sides) =>
        sides is ({ IsProse: true, Lines.Count: >= MinOfPages }, { IsProse: true, Lines.Count: >= MinOfPages });

    /// <summary>The lines next to the white band between two neighbors, as far up and down as no line crosses it.</summary>
    private (ColumnSide Left, ColumnSide Right) Sides(RowFragment left, RowFragment right, double reach)
    {
        double from = left.Box.Right, to = right.Box.Left, least = MinWidth * Math.Min(left.Middle.CapHeight, right.Middle.CapHeight);
        BoundingBox row = left.Box.Union(right.Box), extent = row;
        bool upEnded = false, downEnded = false;
        List<RowFragment> before = [left], after = [right];
        foreach (RowFragment line in lines
            .Where(line => line != left && line != right)
            .OrderBy(line => -line.Box.SharedHeight(row)))
        {
            bool up = line.Box.Top + line.Box.Bottom < row.Top + row.Bottom;
            if ((up ? upEnded : downEnded) || line.Box.Right <= extent.Left || line.Box.Left >= extent.Right)
                continue;
            double beforeLine = Math.Min(to, line.Box.Left) - from, afterLine = to - Math.Max(from, line.Box.Right);
            if (Math.Max(beforeLine, afterLine) < least || -line.Box.SharedHeight(extent) > reach)
            {
                (upEnded, downEnded) = (upEnded || up, downEnded || !up);
                continue;
            }

            // A line at the far end of the white, such as a page number, is not the edge of the column there.
            bool isAfter = line.Box.Left + line.Box.Right > left.Box.Right + right.Box.Left;
            if ((isAfter ? beforeLine : afterLine) < least)
                isAfter = !isAfter;
            if (isAfter)
                to = Math.Min(to, line.Box.Left);
            else
                from = Math.Max(from, line.Box.Right);
            (isAfter ? after : before).Add(line);
            extent = extent.Union(line.Box);
        }

        return (Nearest(before, (one, other) => other.Left >= one.Right), Nearest(after, (one, other) => other.Right <= one.Left));
    }

    /// <summary>The lines of one side without those behind another.</summary>
    private static ColumnSide Nearest(List<RowFragment> side, Func<BoundingBox, BoundingBox, bool> isBehind) => new([.. side
        .Where(one => !side.Exists(other => isBehind(one.Box, other.Box) && other.Box.SharedHeight(one.Box) > one.Box.Height / 2))
        .OrderBy(line => line.Box.Top)]);

    /// <summary>Whether most lines of the shorter side are on the rows of others: columns beside one another meet by chance only.</summary>
    private bool AreRows((ColumnSide Left, ColumnSide Right) sides)
    {
        double top = Math.Max(sides.Left.Lines[0].Box.Top, sides.Right.Lines[0].Box.Top);
        double bottom = Math.Min(sides.Left.Lines[^1].Box.Bottom, sides.Right.Lines[^1].Box.Bottom);
        RowFragment[] left = Shared(sides.Left), right = Shared(sides.Right);
        // Of two columns of amounts, each row may have one only.
        return left.Length <= right.Length
            ? left.Count(one => lines.Any(other => other.Box.Left >= one.Box.Right && one.Continues(other))) >= MinOnRows * left.Length
            : right.Count(one => lines.Any(other => other.Box.Right <= one.Box.Left && other.Continues(one))) >= MinOnRows * right.Length;

        RowFragment[] Shared(ColumnSide side) => [.. side.Lines.Where(line => line.Box.Bottom > top && line.Box.Top < bottom)];
    }

    private static bool IsTable((ColumnSide Left, ColumnSide Right) sides)
    {
        (IReadOnlyList<RowFragment> left, IReadOnlyList<RowFragment> right) = (sides.Left.Lines, sides.Right.Lines);
        return left.Count(one => right.Any(one.Continues)) >= MinOnRowsOfTable * left.Count
            && right.Count(one => left.Any(other => other.Continues(one))) >= MinOnRowsOfTable * right.Count;
    }
}
