using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Preparation;

/// <summary>Which way the lines of a page run.</summary>
/// <param name="Vertical">They run up and down: the page lies on its side.</param>
/// <param name="Skew">Measured where they run across: after a quarter turn for a page on its side.</param>
internal readonly record struct TextLines(bool Vertical, Skew Skew)
{
    /// <summary>How much sharper the columns must be than the rows. Tables and the edges of text columns have sharp columns too.</summary>
    private const double Sharper = 1.5;

    /// <summary>Below it the columns show no lines at all.</summary>
    private const double LeastConfidence = 1.5;

    public static TextLines Of(InkImage ink)
    {
        using PixHandle turned = PreparationSteps.Made(Libleptonica.pixRotateOrth(ink.Pixels, 1), "text lines");
        Skew across = Skew.Coarse(ink.Pixels), down = Skew.Coarse(turned);
        bool vertical = down.Confidence >= LeastConfidence && down.Score > Sharper * across.Score;
        return new TextLines(vertical, Skew.Of(vertical ? turned : ink.Pixels));
    }
}
