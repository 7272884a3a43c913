using OcrFunctions.Engine.Preparation;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Finds how a page wants to be held, and reads it so. Most pages are read once, as their lines run: a reading that Tesseract
/// is sure of is upright. Only where it is not are the detector of orientation and other ways of holding asked.
/// </summary>
internal sealed class Posing(PageImage page, TextLines lines, Recogniser recogniser, OrientationDetector detector) : IDisposable
{
    /// <summary>A detector's answer that is followed without a trial: seen to be right on turned pages and on upright ones.</summary>
    private const double Sure = 5;

    /// <summary>Below this the detector has no opinion.</summary>
    private const double Hint = 0.8;

    private const double SkewSure = 3, SkewHint = 1.5;

    /// <summary>Degrees that Tesseract levels by itself without loss.</summary>
    private const double Negligible = 0.3, Noticeable = 1;

    private readonly List<Attempt> _attempts = [];
    private (int Quarters, double Confidence)? _answer;
    private bool _uncertain;

    /// <summary>All that was tried, in order.</summary>
    public IReadOnlyList<Attempt> Attempts => _attempts;

    public IReadOnlyList<PageWarning> Warnings => _uncertain
        ? [new PageWarning(PageWarningCodes.OrientationUncertain, "It could not be told which way up the page lies; it was read as it seemed best.")]
        : [];

    public PageOrientation Orientation(Attempt kept) => new(kept.Pose.Quarters * 90, _answer?.Confidence, kept.Pose.Quarters != 0);

    /// <returns>The attempt to keep; it stays this object's.</returns>
    public Attempt Find()
    {
        double angle = Math.Round(lines.Skew.Angle, 2);
        bool rotate = lines.Skew.Confidence >= SkewHint && Math.Abs(angle) >= Noticeable;
        var pose = new Pose(lines.Vertical ? 1 : 0, rotate ? angle : 0);
        Attempt best = lines.Vertical ? OnItsSide(pose) : AsItLies(pose);
        if (!best.IsDoubtful)
            return best;

        // What was sure of neither may be the slope's fault.
        if (rotate && lines.Skew.Confidence < SkewSure)
            best = Better(best, Read("not rotated", best.Pose with { Angle = 0 }));
        else if (!rotate && lines.Skew.Confidence >= SkewSure && Math.Abs(angle) >= Negligible)
            best = Better(best, Read("rotated", best.Pose with { Angle = angle }));
        return best;
    }

    public void Dispose()
    {
        foreach (Attempt attempt in _attempts)
            attempt.Dispose();
    }

    /// <summary>Lines that run down say nothing of which end is up, so the detector comes first.</summary>
    private Attempt OnItsSide(Pose pose)
    {
        using (PageImage held = pose.Hold(page))
            _answer = detector.Ask(held);
        if (_answer is { Confidence: >= Sure } sure)
        {
            Attempt told = Read(Name(sure.Quarters + 1), pose.Turned(sure.Quarters));
            if (!told.IsDoubtful)
                return told;
        }

        Attempt best = ClearWinner(pose.Turned(_answer is { Confidence: >= Hint } hint ? hint.Quarters : 0), 2);
        // Pictures have sharp edges too: what gives no text either way stays as it lies.
        return best.IsEmpty ? Read("first", new Pose(0, 0)) : best;
    }

    private Attempt AsItLies(Pose pose)
    {
        Attempt first = Read("first", pose);
        if (!first.IsDoubtful)
            return first;
        _answer = detector.Ask(first.Image);
        return _answer switch
        {
            { Quarters: 0, Confidence: >= Hint } => first,
            { Confidence: >= Sure } sure => Better(first, Read(Name(sure.Quarters), pose.Turned(sure.Quarters)), 1 / 1.1),
            { Confidence: >= Hint } hint => ClearWinner(pose, hint.Quarters),
            _ => first.Reading.Letters == 0 ? first : ClearWinner(pose, 2),
        };
    }

    /// <summary>Reads both ways. Without a clear winner the first stands, and that is said.</summary>
    private Attempt ClearWinner(Pose pose, int quarters)
    {
        Attempt one = Read(Name(pose.Quarters), pose), other = Read(Name(pose.Turned(quarters).Quarters), pose.Turned(quarters));
        if (other.IsClearlyBetterThan(one))
            return other;
        _uncertain = one.Reading.Letters > 0 && !one.IsClearlyBetterThan(other);
        return one;
    }

    private static Attempt Better(Attempt one, Attempt other, double by = 1) => other.Reading.Evidence > by * one.Reading.Evidence ? other : one;

    private Attempt Read(string name, Pose pose)
    {
        if (_attempts.Find(attempt => attempt.Pose == pose) is { } done)
            return done;
        PageImage image = pose.Hold(page);
        var attempt = new Attempt(name, pose, image, recogniser.Recognise(image.Pixels, image.Resolution));
        _attempts.Add(attempt);
        return attempt;
    }

    private static string Name(int quarters) => quarters % 4 == 0 ? "first" : $"turned {quarters % 4 * 90}";
}
