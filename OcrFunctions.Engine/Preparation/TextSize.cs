using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Preparation;

/// <summary>How large the print of a page is, measured on its connected pieces of ink before anything is recognised.</summary>
/// <param name="Typical">Height of most letters, in pixels of the page; 0 for a page without any.</param>
/// <param name="Small">Height below which only a fifth of them are.</param>
/// <param name="Letters">Pieces of ink that could be letters.</param>
internal readonly record struct TextSize(double Typical, double Small, int Letters)
{
    /// <summary>Smaller pieces are dots and dirt.</summary>
    private const int Dirt = 3;

    /// <summary>No letter is higher than this part of a page.</summary>
    private const double HighestOfPage = 0.1;

    /// <summary>Width over height of a letter, or of a few that touch.</summary>
    private const double Narrowest = 0.15, Widest = 6;

    public static TextSize Of(InkImage ink)
    {
        int highest = Math.Max(40, (int)(Libleptonica.pixGetHeight(ink.Pixels) * HighestOfPage));
        using BoxArrayHandle boxes = Libleptonica.pixConnCompBB(ink.Pixels, connectivity: 8);
        var heights = new List<int>();
        for (int i = 0, count = boxes.IsInvalid ? 0 : Libleptonica.boxaGetCount(boxes); i < count; i++)
            if (Libleptonica.boxaGetBoxGeometry(boxes, i, out _, out _, out int width, out int height) == 0
                && height > Dirt && height <= highest && width >= Narrowest * height && width <= Widest * height)
                heights.Add(height);
        if (heights.Count == 0)
            return default;
        heights.Sort();
        return new TextSize(Weighted(heights, 0.5) / ink.Scale, Weighted(heights, 0.2) / ink.Scale, heights.Count);
    }

    /// <summary>A quantile in which each letter counts by its height: a cloud of specks does not outweigh the text.</summary>
    private static double Weighted(List<int> sorted, double part)
    {
        double left = part * sorted.Sum();
        foreach (int height in sorted)
            if ((left -= height) <= 0)
                return height;
        return sorted[^1];
    }
}
