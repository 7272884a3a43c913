using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Preparation;

/// <summary>How far the lines of a page are from level.</summary>
/// <param name="Angle">Degrees to rotate the page by, clockwise, for level lines.</param>
/// <param name="Confidence">Ratio of the best angle's score and the worst's: 0 where there is no telling, above 3 where there is no doubt.</param>
/// <param name="Score">How sharply rows of ink and of paper differ at the best angle, in units that hold for images of one size.</param>
internal readonly record struct Skew(double Angle, double Confidence, double Score)
{
    /// <summary>Pages are laid askew, or photographed, by no more than this.</summary>
    public const double Largest = 15;

    /// <summary>The sweep goes on a little: leptonica believes no angle at its end.</summary>
    private const float Range = (float)Largest + 2, Step = 1, Precision = 0.02f;

    /// <summary>Twice the rows that tell the lines of a dense page apart.</summary>
    private const int EnoughRows = 1_000;

    /// <param name="ink">1 bit.</param>
    public static Skew Of(PixHandle ink)
    {
        int reduction = Side(ink) > EnoughRows ? 2 : 1;
        return Find(ink, 2 * reduction, reduction, Step, Precision);
    }

    /// <summary>A quick look, whose score is good for a comparison with another one's.</summary>
    /// <param name="ink">1 bit.</param>
    public static Skew Coarse(PixHandle ink)
    {
        int reduction = Side(ink) > EnoughRows ? 4 : Side(ink) > EnoughRows / 2 ? 2 : 1;
        return Find(ink, reduction, reduction, 2 * Step, Step / 2);
    }

    private static Skew Find(PixHandle ink, int sweepReduction, int searchReduction, float step, float precision)
    {
        int status = Libleptonica.pixFindSkewSweepAndSearchScorePivot(
            ink, out float angle, out float confidence, out float score, sweepReduction, searchReduction, 0, Range, step, precision, Libleptonica.L_SHEAR_ABOUT_CENTER);
        // Too little ink is an error to leptonica, and to us a page of which nothing is known.
        return status == 0 && Math.Abs(angle) <= Largest ? new Skew(angle, confidence, score) : default;
    }

    private static int Side(PixHandle ink) => Math.Max(Libleptonica.pixGetWidth(ink), Libleptonica.pixGetHeight(ink));
}
