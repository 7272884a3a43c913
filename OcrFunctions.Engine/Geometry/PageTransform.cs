namespace OcrFunctions.Engine.Geometry;

/// <summary>
/// Affine map from a preprocessed image's pixels to the original page: <c>x' = A x + B y + C</c>, <c>y' = D x + E y + F</c>.
/// </summary>
internal readonly record struct PageTransform(double A, double B, double C, double D, double E, double F)
{
    public static PageTransform Identity { get; } = Scale(1, 1);

    public static PageTransform Scale(double x, double y) => new(x, 0, 0, 0, y, 0);

    /// <summary>The map that applies this one first, and <paramref name="next"/> after it.</summary>
    public PageTransform Then(PageTransform next) => new(
        next.A * A + next.B * D,
        next.A * B + next.B * E,
        next.A * C + next.B * F + next.C,
        next.D * A + next.E * D,
        next.D * B + next.E * E,
        next.D * C + next.E * F + next.F);

    /// <summary>The inverse; not finite for a singular map.</summary>
    public PageTransform Inverse()
    {
        double determinant = A * E - B * D;
        return new(
            E / determinant, -B / determinant, (B * F - C * E) / determinant, -D / determinant, A / determinant,
            (C * D - A * F) / determinant);
    }

    /// <summary>The six coefficients in their order, rounded to the precision of a page of 30,000 pixels.</summary>
    public double[] ToArray() => [.. new[] { A, B, C, D, E, F }.Select(number => Math.Round(number, 8))];

    public (double X, double Y) Apply(double x, double y) => (A * x + B * y + C, D * x + E * y + F);

    /// <summary>
    /// Eight numbers: where the corners of a box of the preprocessed image lie on the original page, top left first, clockwise
    /// in reading direction. Rounded to 4 decimals: a thousandth of a millimeter in inches, less than is visible in pixels.
    /// </summary>
    public double[] Polygon(double left, double top, double right, double bottom)
    {
        PageTransform map = this;
        return [.. new[] { (left, top), (right, top), (right, bottom), (left, bottom) }
            .Select(corner => map.Apply(corner.Item1, corner.Item2))
            .SelectMany(point => new[] { Math.Round(point.X, 4), Math.Round(point.Y, 4) })];
    }
}
