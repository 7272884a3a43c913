namespace OcrFunctions.Engine.Recognition;

/// <summary>Rows that pieces of ink stand in, as letters do.</summary>
internal static class TextRows
{
    /// <summary>Gap to the next letter, over the height of the higher one: the space between words and some more.</summary>
    private const double WidestGap = 1.2;

    /// <summary>Part of the lower piece's height that overlaps with its neighbour's.</summary>
    private const double LeastOverlap = 0.5;

    /// <summary>Heights of capitals and of small letters differ by less.</summary>
    private const double MostDifference = 2.2;

    private const int FewestLetters = 3;

    /// <summary>Distance from the row's foot, over its height, and part of the pieces that keep to it: letters with descenders do not.</summary>
    private const double FootTolerance = 0.18, LeastOnFoot = 0.6;

    /// <summary>Rows as near as this, over their height, are one place.</summary>
    private const double LineSpacing = 1.5;

    /// <summary>Pieces that stand beside one another, from left to right.</summary>
    public static IEnumerable<Box[]> Groups(List<Box> pieces)
    {
        pieces.Sort((a, b) => a.Left.CompareTo(b.Left));
        int[] row = [.. Enumerable.Range(0, pieces.Count)];
        for (int i = 0; i < pieces.Count; i++)
            for (int j = i + 1; j < pieces.Count && pieces[j].Left - pieces[i].Right <= WidestGap * pieces[i].Height * MostDifference; j++)
                if (AreNeighbours(pieces[i], pieces[j]))
                    row[Root(row, j)] = Root(row, i);
        return Enumerable.Range(0, pieces.Count).GroupBy(i => Root(row, i), i => pieces[i]).Select(one => one.ToArray());
    }

    public static UnreadPlace Place(Box[] row) => new(Box.Around(row), row.Sum(UnreadInk.Letters));

    /// <summary>Rows below one another become one place.</summary>
    public static IReadOnlyList<UnreadPlace> Join(List<UnreadPlace> rows)
    {
        for (bool joined = true; joined;)
        {
            joined = false;
            for (int i = 0; i < rows.Count && !joined; i++)
                for (int j = i + 1; j < rows.Count && !joined; j++)
                    if (BelongTogether(rows[i].Box, rows[j].Box))
                    {
                        rows[i] = new UnreadPlace(rows[i].Box.Union(rows[j].Box), rows[i].Letters + rows[j].Letters);
                        rows.RemoveAt(j);
                        joined = true;
                    }
        }

        return rows;
    }

    private static bool AreNeighbours(Box left, Box right)
    {
        double lower = Math.Min(left.Height, right.Height), higher = Math.Max(left.Height, right.Height);
        return right.Left - left.Right <= WidestGap * higher
            && higher <= MostDifference * lower
            && left.SharedHeight(right) >= LeastOverlap * lower;
    }

    public static bool LooksLikeText(Box[] row)
    {
        if (row.Sum(UnreadInk.Letters) < FewestLetters)
            return false;
        double height = Median(row.Select(piece => piece.Height)), foot = Median(row.Select(piece => piece.Bottom));
        // Skew that is left, and lines that bend, lift the foot along the row: short rows are judged strictly, long ones by their neighbours.
        return row.Count(piece => Math.Abs(piece.Bottom - foot) <= FootTolerance * height) >= LeastOnFoot * row.Length;
    }

    private static bool BelongTogether(Box a, Box b)
    {
        double height = Math.Min(a.Height, b.Height);
        return a.Grown(LineSpacing / 2 * height).Touches(b.Grown(LineSpacing / 2 * height));
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static int Root(int[] row, int i)
    {
        while (row[i] != i)
            i = row[i] = row[row[i]];
        return i;
    }
}
