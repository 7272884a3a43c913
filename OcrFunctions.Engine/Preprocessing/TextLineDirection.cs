using OcrFunctions.Engine.Interop;

namespace OcrFunctions.Engine.Preprocessing;

/// <summary>Direction of a page's text lines.</summary>
/// <param name="Vertical">They run vertically: the page lies on its side.</param>
/// <param name="Skew">Measured where they are horizontal: after a quarter turn for a page on its side.</param>
internal readonly record struct TextLineDirection(bool Vertical, Skew Skew)
{
    /// <summary>How much sharper the columns must be than the rows. Tables and the edges of text columns have sharp columns too.</summary>
    private const double Sharper = 1.5;

    /// <summary>Below it the columns show no lines at all.</summary>
    private const double MinConfidence = 1.5;

    public static TextLineDirection Of(BinarizedImage ink)
    {
        using PixHandle turned = LeptonicaErrors.Check(Libleptonica.pixRotateOrth(ink.Pixels, 1), "text lines");
        Skew across = Skew.Coarse(ink.Pixels), down = Skew.Coarse(turned);
        bool vertical = down.Confidence >= MinConfidence && down.Score > Sharper * across.Score;
        return new TextLineDirection(vertical, Skew.Of(vertical ? turned : ink.Pixels));
    }
}
