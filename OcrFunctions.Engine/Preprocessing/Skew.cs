using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Preprocessing;

/// <summary>Skew of a page's text lines.</summary>
/// <param name="Angle">Degrees to rotate the page by, clockwise, to level the lines.</param>
/// <param name="Confidence">Ratio of the best angle's score to the worst's: 0 where it is unknown, above 3 where it is certain.</param>
/// <param name="Score">How sharply rows of ink and of background differ at the best angle, comparable between images of one size.</param>
internal readonly record struct Skew(double Angle, double Confidence, double Score)
{
    /// <summary>Largest skew of scanned or photographed pages.</summary>
    public const double MaxAngle = 15;

    /// <summary>The sweep extends a little further: leptonica rejects an angle at its end.</summary>
    private const float Range = (float)MaxAngle + 2, Step = 1, Precision = 0.02f;

    /// <summary>Twice the rows needed to separate the lines of a dense page.</summary>
    private const int EnoughRows = 1_000;

    /// <param name="ink">1 bit.</param>
    public static Skew Of(PixHandle ink)
    {
        int reduction = Side(ink) > EnoughRows ? 2 : 1;
        return Find(ink, 2 * reduction, reduction, Step, Precision);
    }

    /// <summary>A fast estimate, whose score can be compared with another one's.</summary>
    /// <param name="ink">1 bit.</param>
    public static Skew Coarse(PixHandle ink)
    {
        int reduction = Side(ink) > EnoughRows ? 4 : Side(ink) > EnoughRows / 2 ? 2 : 1;
        return Find(ink, reduction, reduction, 2 * Step, Step / 2);
    }

    private static Skew Find(PixHandle ink, int sweepReduction, int searchReduction, float step, float precision)
    {
        int status = Libleptonica.pixFindSkewSweepAndSearchScorePivot(
            ink,
            out float angle,
            out float confidence,
            out float score,
            sweepReduction,
            searchReduction,
            sweepcenter: 0,
            Range,
            step,
            precision,
            Libleptonica.L_SHEAR_ABOUT_CENTER);
        // Too little ink is an error in leptonica, and here a page of unknown skew.
        return status == 0 && Math.Abs(angle) <= MaxAngle ? new Skew(angle, confidence, score) : default;
    }

    private static int Side(PixHandle ink) => Math.Max(Libleptonica.pixGetWidth(ink), Libleptonica.pixGetHeight(ink));
}
