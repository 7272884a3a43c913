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
        if (missed.Regions.Sum(region => region.Letters) >= MinLetters)
            Add(SparseTextPass.Read(missed.Regions, image, result, engine));
        if (missed.Isolated.Count > 0)
            Add(IsolatedCharacterPass.Read(missed.Isolated, image, result, engine));
        IReadOnlyList<MissedTextRegion> left = _made.Exists(pass => pass.IsKept)
            ? MissedTextDetector.Find(ink, result).Regions
            : missed.Regions;
        IReadOnlyList<FaintRow> faint = IsBilevel ? [] : FaintText.Find(ink, result);
        // Of faint letters the darkest may have been found as ink.
        left = [.. left.Where(region => !faint.Any(row => row.Region.Box.Touches(region.Box)))];
        if (faint.Count > 0)
            Add(FaintTextPass.Read(faint, image, result, engine));
        return (result, [.. left, .. _made.SelectMany(pass => pass.Missed)]);

        void Add(RecoveryPassResult pass)
        {
            _made.Add(pass);
            if (pass.IsKept)
                result = LineInsertion.Into(result, pass.NewLines);
        }
    }
}
