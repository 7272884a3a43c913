using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Interop;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.Engine.Preprocessing;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Recognition;

/// <summary>Reads the image of a page: corrects its orientation, recognizes it, and makes further passes where text was missed.</summary>
/// <param name="engine">The first recognizer.</param>
/// <param name="second">Checks its words; null for none.</param>
/// <param name="clock">Counts CPU time by stage; null where it is not needed.</param>
internal sealed class PageOcr(IOcrEngine engine, SecondReaderPass? second = null, StageClock? clock = null)
{
    /// <summary>Ratio of missed to read letters from which a warning is given.</summary>
    private const double MinMissedForWarning = 0.05;

    /// <summary>Confidence gain of a second pass over the doubtful first: then the orientation was not the cause.</summary>
    private const double SureGain = 0.2;

    /// <summary>Evidence without lines relative to the evidence with them.</summary>
    private const double ClearlyMore = 1.2;

    /// <param name="page">Preprocessed.</param>
    public PageOcrResult Read(PageImage page)
    {
        (TextLineDirection lines, TextHeight textHeight) = Measure(page.Pixels);
        double scale = TextHeightScaling.FactorFor(page.Pixels, textHeight);
        using PageImage scaled = new PhotoInversion(lines, textHeight.Typical * scale).Apply(
            TextHeightScaling.Apply(TextHeightScaling.WithPlausibleResolution(page, textHeight), scale));
        using PageImage? onWhite = BackgroundRemoval.Apply(scaled);
        using var orientation = new OrientationAndDeskew(onWhite ?? scaled, lines, engine);
        OrientationCandidate best = orientation.FindBest();
        var passes = orientation.Candidates.Select(candidate => Pass(candidate.Name, candidate.Result, candidate == best)).ToList();

        OcrResult result = NoiseFilter.Apply(VerticalTextFilter.Apply(best.Result, engine.Language));
        if (best.IsDoubtful)
            result = In(RecognitionStage.RecoveryPasses,
                () => ReadWithoutLines(best.Image, textHeight.Typical * scale, result, passes));
        using PageImage? withBackground = onWhite is null ? null : best.Rotation.Apply(scaled);
        var recovery = new RecoveryPasses(best.Image, engine) { IsBilevel = IsBilevel(page), WithBackground = withBackground };
        (result, IReadOnlyList<MissedTextRegion> missed) = In(RecognitionStage.RecoveryPasses, () => recovery.Apply(result));
        passes.AddRange(recovery.Made.Select(pass => Pass(pass.Name, pass.Found, pass.IsKept)));
        result = RowAssembly.Apply(result);

        OcrResult checkedResult = CheckWithSecond(result, best.Image);
        missed = [.. missed, .. NewMissed(missed)];

        bool isSure = result.Confidence > best.Result.Confidence + SureGain;
        return new PageOcrResult
        {
            Text = checkedResult,
            ToOriginal = best.Image.ToOriginal,
            Dpi = page.Resolution?.Y ?? ResolutionEstimate.From(best.Result, scale),
            Orientation = orientation.OrientationOf(best),
            Skew = best.Rotation.Angle,
            Passes = passes,
            Missed = missed,
            Warnings = [.. page.Warnings, .. isSure ? [] : orientation.Warnings, .. MissedTextWarning(missed, result.Letters)],
        };
    }

    /// <summary>Reads parts of a page beside its own text, which shows that it is upright and level.</summary>
    /// <param name="page">Preprocessed, white outside the parts.</param>
    /// <param name="otherLetters">Letters of the page's own text.</param>
    public PageOcrResult ReadParts(PageImage page, int otherLetters)
    {
        (_, TextHeight textHeight) = Measure(page.Pixels);
        double scale = TextHeightScaling.FactorFor(page.Pixels, textHeight);
        using PageImage scaled = new PhotoInversion(default, textHeight.Typical * scale).Apply(
            TextHeightScaling.Apply(TextHeightScaling.WithPlausibleResolution(page, textHeight), scale));
        OcrResult first = engine.Recognize(scaled.Pixels, scaled.Resolution);
        var recovery = new RecoveryPasses(scaled, engine) { IsBilevel = IsBilevel(page) };
        (OcrResult result, IReadOnlyList<MissedTextRegion> missed) =
            In(RecognitionStage.RecoveryPasses, () => recovery.Apply(NoiseFilter.Apply(first)));
        result = CheckWithSecond(result, scaled);
        missed = [.. missed, .. NewMissed(missed)];
        return new PageOcrResult
        {
            Text = result,
            ToOriginal = scaled.ToOriginal,
            Dpi = page.Resolution?.Y ?? ResolutionEstimate.From(first, scale),
            Orientation = new PageOrientation(0, null, Applied: false),
            Skew = 0,
            Passes = [Pass("parts", first, kept: true), .. recovery.Made.Select(pass => Pass(pass.Name, pass.Found, pass.IsKept))],
            Missed = missed,
            Warnings = MissedTextWarning(missed, otherLetters + result.Letters),
        };
    }

    private OcrResult CheckWithSecond(OcrResult result, PageImage image) =>
        second is null ? result : In(RecognitionStage.SecondRecognizer, () => second.Apply(result, image.Pixels));

    private T In<T>(RecognitionStage stage, Func<T> work)
    {
        using (clock?.Enter(stage))
            return work();
    }

    /// <summary>Recognizes the page again without what is far larger than its letters, where that gives clearly more.</summary>
    private OcrResult ReadWithoutLines(PageImage image, double letterHeight, OcrResult result, List<RecognitionPass> passes)
    {
        using PageImage? cleaned = LineRemoval.Apply(image, letterHeight);
        if (cleaned is null)
            return result;
        OcrResult other = engine.Recognize(cleaned.Pixels, cleaned.Resolution);
        bool better = other.Evidence > ClearlyMore * result.Evidence;
        passes.Add(Pass("without rules", other, better));
        return better ? NoiseFilter.Apply(other) : result;
    }

    /// <summary>What only the second recognizer's detector found.</summary>
    private IEnumerable<MissedTextRegion> NewMissed(IReadOnlyList<MissedTextRegion> known) =>
        (second?.Missed ?? []).Where(region => !known.Any(one => one.Box.Touches(region.Box)));

    private static PageWarning[] MissedTextWarning(IReadOnlyList<MissedTextRegion> missed, int read)
    {
        int letters = missed.Sum(region => region.Letters);
        if (letters == 0 || letters < MinMissedForWarning * read)
            return [];
        return
        [
            new PageWarning(
                PageWarningCodes.MissedText,
                $"Ink of about {letters} letters looks like text and was not recognized; the page has {missed.Count} such regions."),
        ];
    }

    private static bool IsBilevel(PageImage page) => Libleptonica.pixGetDepth(page.Pixels) == 1;

    private static (TextLineDirection Lines, TextHeight TextHeight) Measure(PixHandle pixels)
    {
        using BinarizedImage ink = BinarizedImage.Of(pixels);
        return (TextLineDirection.Of(ink), TextHeight.Of(ink));
    }

    private static RecognitionPass Pass(string name, OcrResult result, bool kept) =>
        new(name, result.Words.Count(), Math.Round(result.Confidence, 4), kept);
}
