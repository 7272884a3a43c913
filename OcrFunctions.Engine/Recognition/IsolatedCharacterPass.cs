using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Ocr;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Single letters and digits on the baseline of a line that was read: the numbers in the narrow columns of an invoice, which layout
/// analysis takes for dirt. They are read together with the word beside them, as rows of one block, which shows Tesseract their line. So
/// are pairs of letters with white all around, such as the "by" of a title page, and digits that stand alone, such as a page number.
/// </summary>
internal static class IsolatedCharacterPass
{
    private const string Name = "rows";

    /// <summary>Height over the typical letter's.</summary>
    private const double MinHeight = 0.6, MaxHeight = 1.7;

    /// <summary>Width over height: narrower ones are rules.</summary>
    private const double MinAspectRatio = 0.12, MaxAspectRatio = 2;

    /// <summary>Distance of the baselines over the typical letter's height.</summary>
    private const double BaselineTolerance = 0.2;

    /// <summary>Confidence of a line whose baseline is reliable.</summary>
    private const double MinLineConfidence = 0.7;

    /// <summary>More are a texture, or a drawing between the lines.</summary>
    private const int MaxCandidates = 200;

    /// <summary>Margin in pixels around what is read again.</summary>
    private const double Margin = 5;

    /// <summary>A doubtful number is better reviewed than lost; a doubtful letter is mostly dirt.</summary>
    private const double MinConfidence = 0.6, MinForNumbers = 0.4;

    /// <summary>White margin around a pair and a single character, over its height.</summary>
    private const double PairMargin = 1.5, SingleMargin = 3;

    /// <summary>Ratio of a pair's heights, and distance of its baselines over its height.</summary>
    private const double MaxPairHeightRatio = 1.35, PairBaselineTolerance = 0.15;

    /// <summary>A speck looks like a letter, too; of single characters only digits with high confidence are accepted.</summary>
    private const double MinForSingleDigit = 0.8;

    /// <summary>Fraction of the ink in a word that must be its own.</summary>
    private const double MinOverlap = 0.5;

    /// <summary>Overlap with a word read before up to which it counts as another word.</summary>
    private const double MaxOverlapWithOthers = 0.3;

    /// <param name="groups">Neighboring connected components that are too few for a row.</param>
    /// <param name="result">What was read.</param>
    /// <param name="typical">Height of the page's letters, in pixels.</param>
    public static IReadOnlyList<IsolatedCharacter> Candidates(IEnumerable<BoundingBox[]> groups, OcrResult result, double typical)
    {
        BoundingBox[][] all = [.. groups];
        OcrWord[] words = [.. result.Lines
            .Where(line => line.Confidence >= MinLineConfidence)
            .SelectMany(line => line.Words)
            .Where(word => word.Letters > 0)];
        IsolatedCharacter[] candidates = [.. all
            .Where(group => group.All(IsOfLetterSize))
            .Select(group => BesideWord(BoundingBox.Around(group)) ?? Alone(group))
            .OfType<IsolatedCharacter>()];
        return candidates.Length > MaxCandidates ? [] : candidates;

        bool IsOfLetterSize(BoundingBox box) => box.Height >= MinHeight * typical && box.Height <= MaxHeight * typical
            && box.Width >= MinAspectRatio * box.Height && box.Width <= MaxAspectRatio * box.Height;

        IsolatedCharacter? BesideWord(BoundingBox box) => words
            .Where(word => Math.Abs(word.Box.Bottom - box.Bottom) <= BaselineTolerance * typical)
            .MinBy(word => Math.Max(word.Box.Left - box.Right, box.Left - word.Box.Right)) is { } nearest
            ? new IsolatedCharacter(box, nearest)
            : null;

        IsolatedCharacter? Alone(BoundingBox[] group)
        {
            if (group is [BoundingBox one, BoundingBox other] && !IsPair(one, other))
                return null;
            BoundingBox box = BoundingBox.Around(group), around = box.Grown((group.Length == 1 ? SingleMargin : PairMargin) * box.Height);
            return all.Any(near => near != group && near.Any(around.Touches))
                || result.Words.Any(word => word.Box.Touches(box.Grown(box.Height / 2)))
                ? null
                : new IsolatedCharacter(box, null);
        }
    }

    public static RecoveryPassResult Read(IReadOnlyList<IsolatedCharacter> candidates, PageImage image, OcrResult first, IOcrEngine engine)
    {
        IEnumerable<BoundingBox> boxes = candidates
            .SelectMany(candidate => candidate.Neighbor is null ? [candidate.Box] : new[] { candidate.Box, candidate.Neighbor.Box })
            .Distinct();
        using PixHandle masked = RegionMask.Apply(image.Pixels, boxes.Select(WithMargin));
        OcrResult found = engine.Recognize(masked, image.Resolution, PageSegmentationMode.SingleBlock);
        return new RecoveryPassResult(Name, found, [.. found.Words.Where(IsNew).Select(word => new OcrLine(word.Text, word.Box, [word]))]);

        bool IsNew(OcrWord word) => word.Letters > 0
            && candidates.FirstOrDefault(candidate => candidate.Box.Within(word.Box) > MinOverlap) is { } ink
            && IsPlausible(word, ink)
            && !first.Words.Any(old => old.Box.Within(word.Box) > MaxOverlapWithOthers || word.Box.Within(old.Box) > MaxOverlapWithOthers);
    }

    private static bool IsPair(BoundingBox one, BoundingBox other) =>
        !(Math.Max(one.Height, other.Height) > MaxPairHeightRatio * Math.Min(one.Height, other.Height)
            || Math.Abs(one.Bottom - other.Bottom) > PairBaselineTolerance * one.Height);

    private static MaskRegion WithMargin(BoundingBox box)
    {
        (int x, int y) = ((int)Math.Max(0, box.Left - Margin), (int)Math.Max(0, box.Top - Margin));
        return new MaskRegion(x, y, (int)(box.Right + Margin) - x, (int)(box.Bottom + Margin) - y);
    }

    private static bool IsPlausible(OcrWord word, IsolatedCharacter ink)
    {
        bool number = word.Text.All(char.IsDigit), supported = ink.Neighbor is not null || word.Letters > 1;
        return word.Confidence >= (number ? MinForNumbers : MinConfidence)
            && (supported || (number && word.Confidence >= MinForSingleDigit));
    }
}
