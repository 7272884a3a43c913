using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Pipeline.Pages;

/// <summary>Marks the words of a page that need review, with their reasons.</summary>
internal static class WordReview
{
    /// <param name="page">A page with its corrections; one that was not read is returned as it is.</param>
    /// <param name="below">Confidence, 0 to 1, below which a word needs review.</param>
    public static PageResult Mark(PageResult page, double below) =>
        page.Words is not { } words ? page : page with { Words = [.. words.Select(word => Mark(word, page.UnreadRegions ?? [], below))] };

    /// <summary>Number of words of a page that need review.</summary>
    public static int Count(PageResult page, double below) =>
        page.Words?.Count(word => Reasons(word, page.UnreadRegions ?? [], below).Any()) ?? 0;

    private static PageWord Mark(PageWord word, IReadOnlyList<UnreadRegion> unread, double below)
    {
        ReviewReason[] reasons = [.. Reasons(word, unread, below)];
        return word with { Review = reasons.Length == 0 ? null : reasons };
    }

    /// <summary>A word that was corrected or accepted manually needs no further review.</summary>
    private static IEnumerable<ReviewReason> Reasons(PageWord word, IReadOnlyList<UnreadRegion> unread, double below)
    {
        if (word.Recognized is not null)
            yield break;
        if (word.Confidence < below)
            yield return word.Agreement switch
            {
                ReaderAgreement.Differs => ReviewReason.ReadersDiffer,
                ReaderAgreement.NotSeen => ReviewReason.NotSeen,
                _ => ReviewReason.LowConfidence,
            };
        if (word.Confidence is not null && unread.Any(region => IsBeside(word.Polygon, region.Polygon)))
            yield return ReviewReason.BesideMissedText;
    }

    /// <summary>Whether a region continues a word's line: it overlaps half of the word's height, and is at most one height away.</summary>
    /// <param name="word">Eight numbers; the word's direction is that of its upper edge.</param>
    /// <param name="region">Eight numbers.</param>
    private static bool IsBeside(IReadOnlyList<double> word, IReadOnlyList<double> region)
    {
        (double X, double Y) along = Side(word, 2), down = Side(word, 6);
        double width = Length(along), height = Length(down);
        if (width == 0 || height == 0)
            return false;
        (double left, double right) = Extent(word, region, along, width);
        (double top, double bottom) = Extent(word, region, down, height);
        return Math.Min(bottom, height) - Math.Max(top, 0) >= height / 2 && left <= width + height && right >= -height;
    }

    /// <summary>From the word's first corner to the corner at an index.</summary>
    private static (double X, double Y) Side(IReadOnlyList<double> word, int at) => (word[at] - word[0], word[at + 1] - word[1]);

    private static double Length((double X, double Y) side) => Math.Sqrt(side.X * side.X + side.Y * side.Y);

    /// <summary>From where to where a region reaches along a side of the word, from the word's first corner.</summary>
    private static (double From, double To) Extent(
        IReadOnlyList<double> word, IReadOnlyList<double> region, (double X, double Y) side, double length)
    {
        (double from, double to) = (double.MaxValue, double.MinValue);
        for (int i = 0; i < region.Count; i += 2)
        {
            double position = ((region[i] - word[0]) * side.X + (region[i + 1] - word[1]) * side.Y) / length;
            (from, to) = (Math.Min(from, position), Math.Max(to, position));
        }

        return (from, to);
    }
}
