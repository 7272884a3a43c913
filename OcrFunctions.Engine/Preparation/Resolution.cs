namespace OcrFunctions.Engine.Preparation;

/// <summary>Dots per inch across and down.</summary>
internal readonly record struct Resolution(int X, int Y)
{
    /// <summary>Tesseract believes nothing outside this range.</summary>
    public const int Lowest = 70, Highest = 2_400;

    /// <summary>Of an image scaled by a factor; null where that is out of Tesseract's range.</summary>
    public Resolution? Times(double factor) => Plausible((int)Math.Round(X * factor), (int)Math.Round(Y * factor));

    /// <summary>The resolution, or null where it is none that a scanner would have: a wrong one does more harm than none.</summary>
    public static Resolution? Plausible(int x, int y) =>
        x is >= Lowest and <= Highest && y is >= Lowest and <= Highest ? new Resolution(x, y) : null;
}
