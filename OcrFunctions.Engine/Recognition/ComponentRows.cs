using OcrFunctions.Engine.Geometry;

namespace OcrFunctions.Engine.Recognition;

/// <summary>Rows of connected components, in which letters stand.</summary>
internal static class ComponentRows
{
    /// <summary>Gap to the next letter, over the height of the higher one: a word space and some more.</summary>
    private const double MaxGap = 1.2;

    /// <summary>Fraction of the lower component's height that overlaps with its neighbor's.</summary>
    private const double MinOverlap = 0.5;

    /// <summary>Ratio of neighbors' heights: capital and lowercase letters differ by less.</summary>
    private const double MaxHeightRatio = 2.2;

    private const int MinLetters = 3;

    /// <summary>Distance from the row's baseline, over its height.</summary>
    private const double BaselineTolerance = 0.18;

    /// <summary>Fraction of the components that stand on the baseline: letters with descenders do not.</summary>
    private const double MinOnBaseline = 0.6;

    /// <summary>Rows as near as this, over their height, are one region.</summary>
    private const double LineSpacing = 1.5;

    /// <summary>Connected components beside one another, from left to right.</summary>
    public static IEnumerable<BoundingBox[]> Groups(List<BoundingBox> components)
    {
        components.Sort((a, b) => a.Left.CompareTo(b.Left));
        int[] row = [.. Enumerable.Range(0, components.Count)];
        for (int i = 0; i < components.Count; i++)
            for (int j = i + 1; j < components.Count && MayBeNeighbors(components[i], components[j]); j++)
                if (AreNeighbors(components[i], components[j]))
                    row[Root(row, j)] = Root(row, i);
        return Enumerable.Range(0, components.Count).GroupBy(i => Root(row, i), i => components[i]).Select(one => one.ToArray());
    }

    /// <summary>Whether components of a row stand on one baseline, as letters do.</summary>
    public static bool LooksLikeText(BoundingBox[] row)
    {
        if (row.Sum(LetterComponents.Letters) < MinLetters)
            return false;
        double height = Median(row.Select(component => component.Height)), baseline = Median(row.Select(component => component.Bottom));
        // Residual skew and curved lines shift the baseline along the row: short rows are judged strictly, long ones by their neighbors.
        return row.Count(component => Math.Abs(component.Bottom - baseline) <= BaselineTolerance * height) >= MinOnBaseline * row.Length;
    }

    public static MissedTextRegion RegionOf(BoundingBox[] row) => new(BoundingBox.Around(row), row.Sum(LetterComponents.Letters));

    /// <summary>Merges rows below one another into one region.</summary>
    public static IReadOnlyList<MissedTextRegion> Merge(List<MissedTextRegion> rows)
    {
        for (bool merged = true; merged;)
        {
            merged = false;
            for (int i = 0; i < rows.Count && !merged; i++)
                for (int j = i + 1; j < rows.Count && !merged; j++)
                    if (AreAdjacent(rows[i].Box, rows[j].Box))
                    {
                        rows[i] = new MissedTextRegion(rows[i].Box.Union(rows[j].Box), rows[i].Letters + rows[j].Letters);
                        rows.RemoveAt(j);
                        merged = true;
                    }
        }

        return rows;
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    /// <summary>A bound that needs no heights but the left one's, so that the search for neighbors can stop.</summary>
    private static bool MayBeNeighbors(BoundingBox left, BoundingBox right) =>
        right.Left - left.Right <= MaxGap * left.Height * MaxHeightRatio;

    private static bool AreNeighbors(BoundingBox left, BoundingBox right)
    {
        double lower = Math.Min(left.Height, right.Height), higher = Math.Max(left.Height, right.Height);
        return right.Left - left.Right <= MaxGap * higher
            && higher <= MaxHeightRatio * lower
            && left.SharedHeight(right) >= MinOverlap * lower;
    }

    private static bool AreAdjacent(BoundingBox a, BoundingBox b)
    {
        double height = Math.Min(a.Height, b.Height);
        return a.Grown(LineSpacing / 2 * height).Touches(b.Grown(LineSpacing / 2 * height));
    }

    private static int Root(int[] row, int i)
    {
        while (row[i] != i)
            i = row[i] = row[row[i]];
        return i;
    }
}
