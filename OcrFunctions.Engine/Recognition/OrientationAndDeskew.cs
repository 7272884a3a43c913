using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Ocr;
using OcrFunctions.Engine.Preprocessing;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Finds the orientation of a page, and reads it so. Most pages are read once, along their lines: a result with high confidence
/// is upright. Only where it is low are orientation detection and other orientations tried.
/// </summary>
internal sealed class OrientationAndDeskew(PageImage page, TextLineDirection lines, IOcrEngine engine) : IDisposable
{
    /// <summary>Confidence of detection that is followed without a trial: correct on turned and on upright pages in measurements.</summary>
    private const double SureDetection = 5;

    /// <summary>Below this what was detected is ignored.</summary>
    private const double MinDetection = 0.8;

    /// <summary>Confidence of the skew from which a page is deskewed even where it was read without, and from which it is at all.</summary>
    private const double SureSkew = 3, MinSkew = 1.5;

    /// <summary>Degrees of skew below which rotating the image loses more than it gains.</summary>
    private const double NegligibleAngle = 0.3;

    /// <summary>The detected orientation is rejected only where the first gave clearly more.</summary>
    private const double AdvantageOfDetected = 1.1;

    private const string Uncertain = "The orientation of the page is uncertain; it was recognized in the most likely one.";

    private readonly List<OrientationCandidate> _candidates = [];
    private DetectedOrientation? _detected;
    private bool _isUncertain;

    /// <summary>All orientations that were read, in order.</summary>
    public IReadOnlyList<OrientationCandidate> Candidates => _candidates;

    public IReadOnlyList<PageWarning> Warnings => _isUncertain
        ? [new PageWarning(PageWarningCodes.OrientationUncertain, Uncertain)]
        : [];

    public PageOrientation OrientationOf(OrientationCandidate candidate) =>
        new(candidate.Rotation.QuarterTurns * 90, _detected?.Confidence, candidate.Rotation.QuarterTurns != 0);

    /// <returns>The candidate to keep; it remains owned by this object.</returns>
    public OrientationCandidate FindBest()
    {
        double angle = Math.Round(lines.Skew.Angle, 2);
        bool deskew = lines.Skew.Confidence >= MinSkew && Math.Abs(angle) >= engine.ToleratedSkew;
        var rotation = new PageRotation(lines.Vertical ? 1 : 0, deskew ? angle : 0);
        OrientationCandidate best = lines.Vertical ? BestOfVertical(rotation) : BestOfHorizontal(rotation);
        if (!best.IsDoubtful)
            return best;

        // Where neither orientation gave a confident result, the skew may be the cause.
        if (deskew && lines.Skew.Confidence < SureSkew)
            best = Better(best, Read("not rotated", best.Rotation with { Angle = 0 }));
        else if (!deskew && lines.Skew.Confidence >= SureSkew && Math.Abs(angle) >= NegligibleAngle)
            best = Better(best, Read("rotated", best.Rotation with { Angle = angle }));
        return best;
    }

    public void Dispose()
    {
        foreach (OrientationCandidate candidate in _candidates)
            candidate.Dispose();
    }

    /// <summary>Vertical lines do not show which end is up, so detection comes first.</summary>
    private OrientationCandidate BestOfVertical(PageRotation rotation)
    {
        using (PageImage rotated = rotation.Apply(page))
            _detected = engine.DetectOrientation(rotated.Pixels, rotated.Resolution);
        if (_detected is { Confidence: >= SureDetection } sure)
        {
            OrientationCandidate detected = Read(Name(sure.QuarterTurns + 1), rotation.Turned(sure.QuarterTurns));
            if (!detected.IsDoubtful)
                return detected;
        }

        PageRotation likely = rotation.Turned(_detected is { Confidence: >= MinDetection } hint ? hint.QuarterTurns : 0);
        OrientationCandidate best = BetterOf(likely, 2);
        // Pictures have sharp edges too: a page that gives no text in either orientation stays as it is.
        return best.IsEmpty ? Read("first", new PageRotation(0, 0)) : best;
    }

    private OrientationCandidate BestOfHorizontal(PageRotation rotation)
    {
        OrientationCandidate first = Read("first", rotation);
        if (!first.IsDoubtful)
            return first;
        _detected = engine.DetectOrientation(first.Image.Pixels, first.Image.Resolution);
        return _detected switch
        {
            { QuarterTurns: 0, Confidence: >= MinDetection } => first,
            { Confidence: >= SureDetection } sure =>
                Better(first, Read(Name(sure.QuarterTurns), rotation.Turned(sure.QuarterTurns)), 1 / AdvantageOfDetected),
            { Confidence: >= MinDetection } hint => BetterOf(rotation, hint.QuarterTurns),
            _ => first.Result.Letters == 0 ? first : BetterOf(rotation, 2),
        };
    }

    /// <summary>Reads both orientations. Without a clear winner the first is kept, with a warning.</summary>
    private OrientationCandidate BetterOf(PageRotation rotation, int quarterTurns)
    {
        PageRotation turned = rotation.Turned(quarterTurns);
        OrientationCandidate one = Read(Name(rotation.QuarterTurns), rotation), other = Read(Name(turned.QuarterTurns), turned);
        if (other.IsClearlyBetterThan(one))
            return other;
        _isUncertain = one.Result.Letters > 0 && !one.IsClearlyBetterThan(other);
        return one;
    }

    private static OrientationCandidate Better(OrientationCandidate one, OrientationCandidate other, double advantage = 1) =>
        other.Result.Evidence > advantage * one.Result.Evidence ? other : one;

    private OrientationCandidate Read(string name, PageRotation rotation)
    {
        if (_candidates.Find(candidate => candidate.Rotation == rotation) is { } known)
            return known;
        PageImage image = rotation.Apply(page);
        var candidate = new OrientationCandidate(name, rotation, image, engine.Recognize(image.Pixels, image.Resolution));
        _candidates.Add(candidate);
        return candidate;
    }

    private static string Name(int quarterTurns) => quarterTurns % 4 == 0 ? "first" : $"turned {quarterTurns % 4 * 90}";
}
