namespace OcrFunctions.Engine.Geometry;

/// <summary>Dots per inch horizontally and vertically.</summary>
internal readonly record struct Resolution(int X, int Y)
{
    /// <summary>Tesseract accepts nothing outside this range.</summary>
    public const int Min = 70, Max = 2_400;

    /// <summary>Of an image scaled by a factor; null where that is out of Tesseract's range.</summary>
    public Resolution? Times(double factor) => Plausible((int)Math.Round(X * factor), (int)Math.Round(Y * factor));

    /// <summary>The resolution, or null where it is not plausible for a scanner: a wrong one does more harm than none.</summary>
    public static Resolution? Plausible(int x, int y) =>
        x is >= Min and <= Max && y is >= Min and <= Max ? new Resolution(x, y) : null;
}
