using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Languages;
using OcrFunctions.Engine.Ocr;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Joins lines that are parts of one row: on one baseline, of one size, and not separated by a column gutter. Tesseract's layout analysis
/// tears rows of lists and tables into blocks, and sentences at a wide space. Words stay as they are.
/// </summary>
internal static class RowAssembly
{
    /// <summary>Boxes of neighbors may overlap by this, over the height of a capital letter.</summary>
    private const double Overlap = 0.3;

    /// <summary>Fraction of the lower one's height in which a line is beside another.</summary>
    private const double Beside = 0.3;

    /// <param name="result">All that was read on a page, upright and level but for a fraction of a degree.</param>
    public static OcrResult Apply(OcrResult result)
    {
        // In a line that is read from right to left, what is to the right comes first only between words of its script.
        if (result.Words.Any(word => RightToLeft.OccursIn(word.Text)))
            return result;
        RowFragment[] fragments = RowFragment.Of(result);
        var gutter = new ColumnGutter(fragments);
        var next = new Dictionary<RowFragment, RowFragment>(ReferenceEqualityComparer.Instance);
        foreach (RowFragment left in fragments)
            if (Neighbor(left, fragments) is { } right && !gutter.Parts(left, right))
                next.Add(left, right);
        HashSet<RowFragment> joined = [.. next.Values];
        OcrLine[][] rows = [.. fragments.Where(one => next.ContainsKey(one) && !joined.Contains(one)).Select(Row)];
        return rows.Length == 0 ? result : RowPlacement.Apply(result, rows);

        OcrLine[] Row(RowFragment first)
        {
            List<OcrLine> row = [first.Line];
            for (RowFragment last = first; next.TryGetValue(last, out RowFragment? right); last = right)
                row.Add(right.Line);
            return [.. row];
        }
    }

    /// <summary>The nearest line to the right, if it is on the same row.</summary>
    private static RowFragment? Neighbor(RowFragment left, RowFragment[] fragments)
    {
        RowFragment? right = fragments
            .Where(other => other != left && AreBeside(left.Box, other.Box) && IsAfter(left, other))
            .MinBy(other => other.Box.Left);
        return right is not null && left.Continues(right)
            && fragments.Where(other => other != right && AreBeside(right.Box, other.Box) && IsAfter(other, right))
                .MaxBy(other => other.Box.Right) == left
            ? right
            : null;
    }

    private static bool AreBeside(BoundingBox one, BoundingBox other) =>
        one.SharedHeight(other) > Beside * Math.Min(one.Height, other.Height);

    private static bool IsAfter(RowFragment left, RowFragment right) =>
        right.Box.Left >= left.Box.Right - Overlap * left.Middle.CapHeight && right.Box.Left > left.Box.Left;
}
