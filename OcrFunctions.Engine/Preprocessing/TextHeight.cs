using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Preprocessing;

/// <summary>Print size of a page, measured on its connected components before recognition.</summary>
/// <param name="Typical">Height of most letters, in pixels of the page; 0 for a page without any.</param>
/// <param name="Small">Height below which only a fifth of the letters are.</param>
/// <param name="Letters">Connected components that could be letters.</param>
internal readonly record struct TextHeight(double Typical, double Small, int Letters)
{
    /// <summary>Smaller components are dots and dirt.</summary>
    private const int MaxNoise = 3;

    /// <summary>No letter is higher than this fraction of a page.</summary>
    private const double MaxOfPage = 0.1;

    /// <summary>Width over height of a letter, or of a few that touch.</summary>
    private const double MinAspectRatio = 0.15, MaxAspectRatio = 6;

    public static TextHeight Of(BinarizedImage ink)
    {
        int maxHeight = Math.Max(40, (int)(Libleptonica.pixGetHeight(ink.Pixels) * MaxOfPage));
        using BoxArrayHandle boxes = Libleptonica.pixConnCompBB(ink.Pixels, connectivity: 8);
        var heights = new List<int>();
        for (int i = 0, count = boxes.IsInvalid ? 0 : Libleptonica.boxaGetCount(boxes); i < count; i++)
            if (Libleptonica.boxaGetBoxGeometry(boxes, i, out _, out _, out int width, out int height) == 0
                && height > MaxNoise && height <= maxHeight
                && width >= MinAspectRatio * height && width <= MaxAspectRatio * height)
                heights.Add(height);
        if (heights.Count == 0)
            return default;
        heights.Sort();
        return new TextHeight(WeightedQuantile(heights, 0.5) / ink.Scale, WeightedQuantile(heights, 0.2) / ink.Scale, heights.Count);
    }

    /// <summary>A quantile weighted by letter height: a cloud of specks does not outweigh the text.</summary>
    private static double WeightedQuantile(List<int> sorted, double quantile)
    {
        double left = quantile * sorted.Sum();
        foreach (int height in sorted)
            if ((left -= height) <= 0)
                return height;
        return sorted[^1];
    }
}
