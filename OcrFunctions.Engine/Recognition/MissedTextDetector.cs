using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.Engine.Preprocessing;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Finds ink that looks like text and lies in no word: connected components of letter size in a row on one baseline. Pictures
/// and noise have components of every size at every height, rules have none.
/// </summary>
internal static class MissedTextDetector
{
    /// <summary>
    /// Letters of a title or a logo are up to this much higher. Pictures have such components too, so see <see cref="LargeTextPass"/>.
    /// </summary>
    private const double MaxHeightOfTitle = 12;

    /// <summary>For inverse text: the margin around a row, over its height, and how much of it and the row is dark.</summary>
    public const double InverseMargin = 0.25;

    private const double MostlyDark = 0.5;

    /// <param name="ink">Of the image that was read, deskewed and upright.</param>
    /// <param name="result">What was read on it.</param>
    public static MissedText Find(BinarizedImage ink, OcrResult result)
    {
        double typical = TypicalLetterHeight(ink, result);
        if (typical <= 0)
            return MissedText.None;
        OcrWord[] words = [.. result.Words];
        List<BoundingBox> outside = LetterComponents.Outside(
            LetterComponents.Of(ink.Pixels, ink.Scale, typical, MaxHeightOfTitle), words, typical);
        List<BoundingBox> letters = outside.FindAll(component => component.Height <= LetterComponents.MaxHeight * typical);
        if (letters.Count > LetterComponents.MaxOfText)
            return MissedText.None;
        ILookup<bool, BoundingBox[]> rows = ComponentRows.Groups(letters).ToLookup(ComponentRows.LooksLikeText);
        return new MissedText(
            [.. ComponentRows.Merge([.. rows[true].Select(ComponentRows.RegionOf)]), .. InverseRegions(ink, typical, words)],
            IsolatedCharacterPass.Candidates(rows[false], result, typical),
            LargeTextPass.Candidates(outside, typical));
    }

    /// <summary>Inverse text: rows of letters in the inverted ink with mostly ink around them, or lighter than a gray background.</summary>
    private static IEnumerable<MissedTextRegion> InverseRegions(BinarizedImage ink, double typical, OcrWord[] words)
    {
        using BinarizedImage inverted = ink.Inverted();
        using BinarizedImage? light = ink.LighterThanBackground();
        IEnumerable<MissedTextRegion> onBlack = Rows(inverted)
            .Where(row => ink.Density(row.Box.Grown(InverseMargin * row.Box.Height)) >= MostlyDark);
        return ComponentRows.Merge([.. onBlack, .. light is null ? [] : Rows(light)]).Select(region => region with { IsInverse = true });

        IEnumerable<MissedTextRegion> Rows(BinarizedImage letters)
        {
            // The cells of a table are light components in a row too, but full rectangles.
            List<BoundingBox> outside = LetterComponents
                .Outside(LetterComponents.Of(letters.Pixels, letters.Scale, typical, LetterComponents.MaxHeight), words, typical)
                .FindAll(component => letters.Density(component) is > 0.1 and < 0.85);
            return outside.Count > LetterComponents.MaxOfText
                ? []
                : [.. ComponentRows.Groups(outside).Where(ComponentRows.LooksLikeText).Select(ComponentRows.RegionOf)];
        }
    }

    /// <summary>Height of the letters that were read, or of what could be letters where hardly any were.</summary>
    public static double TypicalLetterHeight(BinarizedImage ink, OcrResult result)
    {
        const int enough = 20;
        const double letterOfWord = 0.7;
        double[] heights = [.. result.Words
            .Where(word => word.Confidence > OcrWord.GarbageConfidence)
            .Select(word => word.Box.Height)
            .Order()];
        return heights.Length >= enough ? letterOfWord * heights[heights.Length / 2] : TextHeight.Of(ink).Typical;
    }
}
