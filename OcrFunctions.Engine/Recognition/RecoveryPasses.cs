using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.Engine.Preprocessing;

namespace OcrFunctions.Engine.Recognition;

/// <summary>Further recognition passes over what the first pass over a page missed, and only there.</summary>
internal sealed class RecoveryPasses(PageImage image, IOcrEngine engine)
{
    /// <summary>Fewer missed letters do not justify another recognition.</summary>
    private const int MinLetters = 4;

    private readonly List<RecoveryPassResult> _made = [];

    /// <summary>Whether the page's file has only black and white: then none of its print is faint.</summary>
    public bool IsBilevel { get; init; }

    /// <summary>The image before its background was removed, in which faint print still shows; null where that is the same.</summary>
    public PageImage? WithBackground { get; init; }

    /// <summary>The passes that were made, in order.</summary>
    public IReadOnlyList<RecoveryPassResult> Made => _made;

    /// <returns>The first pass's result with what was found, and the regions that still look like text.</returns>
    public (OcrResult Result, IReadOnlyList<MissedTextRegion> Missed) Apply(OcrResult first)
    {
        using BinarizedImage ink = BinarizedImage.Of(image.Pixels);
        MissedText missed = MissedTextDetector.Find(ink, first);
        OcrResult result = first;
        // Large letters first: their smaller parts look like a row of their own.
        if (missed.LargeRows.Count > 0)
            Add(LargeTextPass.Read(missed.LargeRows, image, engine));
        // Of print that was removed with the background only fragments are left as ink, which are read wrongly.
        IReadOnlyList<FaintRow> faint = WithBackground is null ? [] : AddFaint(WithBackground);
        missed = missed with
        {
            Regions = [.. missed.Regions.Where(region => !IsFaint(region.Box))],
            Isolated = [.. missed.Isolated.Where(character => !IsFaint(character.Box))],
        };
        if (missed.Regions.Sum(region => region.Letters) >= MinLetters)
            Add(SparseTextPass.Read(missed.Regions, image, result, engine));
        if (missed.Isolated.Count > 0)
            Add(IsolatedCharacterPass.Read(missed.Isolated, image, result, engine));
        IReadOnlyList<MissedTextRegion> left = _made.Exists(pass => pass.IsKept)
            ? MissedTextDetector.Find(ink, result).Regions
            : missed.Regions;
        if (WithBackground is null)
            faint = AddFaint(image);
        // Of faint letters the darkest may have been found as ink.
        left = [.. left.Where(region => !IsFaint(region.Box))];
        return (result, [.. left, .. _made.SelectMany(pass => pass.Missed)]);

        bool IsFaint(BoundingBox box) => faint.Any(row => row.Region.Box.Touches(box));

        IReadOnlyList<FaintRow> AddFaint(PageImage searched)
        {
            if (IsBilevel)
                return [];
            using BinarizedImage? other = searched == image ? null : BinarizedImage.Of(searched.Pixels);
            IReadOnlyList<FaintRow> rows = FaintText.Find(other ?? ink, result);
            if (rows.Count > 0)
                Add(FaintTextPass.Read(rows, searched, result, engine));
            return rows;
        }

        void Add(RecoveryPassResult pass)
        {
            _made.Add(pass);
            if (pass.IsKept)
                result = LineInsertion.Into(result, pass.NewLines);
        }
    }
}
