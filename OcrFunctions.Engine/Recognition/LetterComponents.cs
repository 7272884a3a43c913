using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Ocr;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Recognition;

/// <summary>Connected components of the size and shape of letters.</summary>
internal static class LetterComponents
{
    /// <summary>Height of a letter over the page's typical one.</summary>
    public const double MinHeight = 0.45, MaxHeight = 4;

    /// <summary>More components than this are a texture, not text.</summary>
    public const int MaxOfText = 6_000;

    /// <summary>Width over height: a line of touching letters is still text, a rule is not.</summary>
    private const double MinAspectRatio = 0.08, MaxAspectRatio = 12;

    /// <summary>A component this much wider than high stands for several letters.</summary>
    private const double LetterWidth = 0.8;

    /// <summary>Margin around a word, over its height, that is part of it: dots, accents, its ends.</summary>
    private const double WordMargin = 0.3;

    /// <summary>Approximate number of letters in a connected component.</summary>
    public static int Letters(BoundingBox component) => Math.Max(1, (int)Math.Round(component.Width / (LetterWidth * component.Height)));

    /// <param name="ink">1 bit.</param>
    /// <param name="scale">Its pixels per pixel of the page.</param>
    /// <param name="typical">Height of the page's letters, in pixels of the page.</param>
    /// <param name="maxHeight">Over the typical one.</param>
    /// <returns>In pixels of the page.</returns>
    public static List<BoundingBox> Of(PixHandle ink, double scale, double typical, double maxHeight)
    {
        var components = new List<BoundingBox>();
        using BoxArrayHandle boxes = pixConnCompBB(ink, connectivity: 8);
        for (int i = 0, count = boxes.IsInvalid ? 0 : boxaGetCount(boxes); i < count; i++)
        {
            _ = boxaGetBoxGeometry(boxes, i, out int x, out int y, out int width, out int height);
            double actual = height / scale;
            if (height > 3 && actual >= MinHeight * typical && actual <= maxHeight * typical
                && width >= MinAspectRatio * height && width <= MaxAspectRatio * height)
                components.Add(new BoundingBox(x, y, x + width, y + height).Mapped(1 / scale));
        }

        return components;
    }

    /// <summary>The components that lie in no word.</summary>
    /// <param name="components">In pixels of the page.</param>
    /// <param name="words">What was read.</param>
    /// <param name="typical">Height of the page's letters, in pixels.</param>
    public static List<BoundingBox> Outside(List<BoundingBox> components, OcrWord[] words, double typical)
    {
        // A title's margin would reach into the small print below it.
        BoundingBox[] read = [.. words.Select(word => word.Box.Grown(WordMargin * Math.Min(word.Box.Height, 2 * typical)))];
        return components.FindAll(component =>
            !Array.Exists(read, word => word.Contains((component.Left + component.Right) / 2, (component.Top + component.Bottom) / 2)));
    }
}
