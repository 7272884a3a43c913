using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.Engine.Preprocessing;
using static OcrFunctions.Engine.Interop.Libleptonica;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Finds ink that looks like text and lies in no word: connected components of letter size in a row on one baseline. Pictures
/// and noise have components of every size at every height, rules have none.
/// </summary>
internal static class MissedTextDetector
{
    /// <summary>Height of a letter over the page's typical one.</summary>
    private const double MinHeight = 0.45, MaxHeight = 4;

    /// <summary>
    /// Letters of a title or a logo are up to this much higher. Pictures have such components too, so see <see cref="LargeTextPass"/>.
    /// </summary>
    private const double MaxHeightOfTitle = 12;

    /// <summary>Width over height: a line of touching letters is still text, a rule is not.</summary>
    private const double MinAspectRatio = 0.08, MaxAspectRatio = 12;

    /// <summary>A component this much wider than high stands for several letters.</summary>
    private const double LetterWidth = 0.8;

    /// <summary>Margin around a word, over its height, that is part of it: dots, accents, its ends.</summary>
    private const double WordMargin = 0.3;

    /// <summary>For inverse text: the margin around a row, over its height, and how much of it and the row is dark.</summary>
    public const double InverseMargin = 0.25;

    private const double MostlyDark = 0.5;

    /// <summary>More components than this are a texture, not text.</summary>
    private const int MaxComponents = 6_000;

    /// <param name="ink">Of the image that was read, deskewed and upright.</param>
    /// <param name="result">What was read on it.</param>
    public static MissedText Find(BinarizedImage ink, OcrResult result)
    {
        double typical = TypicalLetterHeight(ink, result);
        if (typical <= 0)
            return MissedText.None;
        OcrWord[] words = [.. result.Words];
        List<BoundingBox> outside = OutsideWords(Components(ink, typical, MaxHeightOfTitle), words, typical);
        List<BoundingBox> letters = outside.FindAll(component => component.Height <= MaxHeight * typical);
        if (letters.Count > MaxComponents)
            return MissedText.None;
        ILookup<bool, BoundingBox[]> rows = ComponentRows.Groups(letters).ToLookup(ComponentRows.LooksLikeText);
        return new MissedText(
            [.. ComponentRows.Merge([.. rows[true].Select(ComponentRows.RegionOf)]), .. InverseRegions(ink, typical, words)],
            IsolatedCharacterPass.Candidates(rows[false], result, typical),
            LargeTextPass.Candidates(outside, typical));
    }

    /// <summary>Approximate number of letters in a connected component.</summary>
    public static int Letters(BoundingBox component) => Math.Max(1, (int)Math.Round(component.Width / (LetterWidth * component.Height)));

    /// <summary>Inverse text: rows of letters in the inverted ink with mostly ink around them, or lighter than a gray background.</summary>
    private static IEnumerable<MissedTextRegion> InverseRegions(BinarizedImage ink, double typical, OcrWord[] words)
    {
        using BinarizedImage inverted = ink.Inverted();
        using BinarizedImage? light = ink.LighterThanBackground();
        IEnumerable<MissedTextRegion> onBlack = Rows(inverted)
            .Where(row => Density(ink, row.Box.Grown(InverseMargin * row.Box.Height)) >= MostlyDark);
        return ComponentRows.Merge([.. onBlack, .. light is null ? [] : Rows(light)]).Select(region => region with { IsInverse = true });

        IEnumerable<MissedTextRegion> Rows(BinarizedImage letters)
        {
            // The cells of a table are light components in a row too, but full rectangles.
            List<BoundingBox> outside = OutsideWords(Components(letters, typical, MaxHeight), words, typical)
                .FindAll(component => Density(letters, component) is > 0.1 and < 0.85);
            return outside.Count > MaxComponents
                ? []
                : [.. ComponentRows.Groups(outside).Where(ComponentRows.LooksLikeText).Select(ComponentRows.RegionOf)];
        }
    }

    private static double Density(BinarizedImage ink, BoundingBox box)
    {
        BoundingBox small = box.Mapped(ink.Scale);
        return ink.Density((int)small.Left, (int)small.Top, (int)small.Right, (int)small.Bottom);
    }

    /// <summary>Height of the letters that were read, or of what could be letters where hardly any were.</summary>
    private static double TypicalLetterHeight(BinarizedImage ink, OcrResult result)
    {
        const int enough = 20;
        const double letterOfWord = 0.7;
        double[] heights = [.. result.Words
            .Where(word => word.Confidence > OcrWord.GarbageConfidence)
            .Select(word => word.Box.Height)
            .Order()];
        return heights.Length >= enough ? letterOfWord * heights[heights.Length / 2] : TextHeight.Of(ink).Typical;
    }

    /// <summary>Connected components that could be letters, in pixels of the page.</summary>
    private static List<BoundingBox> Components(BinarizedImage ink, double typical, double maxHeight)
    {
        var components = new List<BoundingBox>();
        using BoxArrayHandle boxes = pixConnCompBB(ink.Pixels, connectivity: 8);
        for (int i = 0, count = boxes.IsInvalid ? 0 : boxaGetCount(boxes); i < count; i++)
        {
            _ = boxaGetBoxGeometry(boxes, i, out int x, out int y, out int width, out int height);
            double actual = height / ink.Scale;
            if (height > 3 && actual >= MinHeight * typical && actual <= maxHeight * typical
                && width >= MinAspectRatio * height && width <= MaxAspectRatio * height)
                components.Add(new BoundingBox(x, y, x + width, y + height).Mapped(1 / ink.Scale));
        }

        return components;
    }

    private static List<BoundingBox> OutsideWords(List<BoundingBox> components, OcrWord[] words, double typical)
    {
        // A title's margin would reach into the small print below it.
        BoundingBox[] read = [.. words.Select(word => word.Box.Grown(WordMargin * Math.Min(word.Box.Height, 2 * typical)))];
        return components.FindAll(component =>
            !Array.Exists(read, word => word.Contains((component.Left + component.Right) / 2, (component.Top + component.Bottom) / 2)));
    }
}
