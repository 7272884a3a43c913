namespace OcrFunctions.Engine.Pdf.Structure;

/// <summary>An upright box on a page as a viewer shows it, in points from its top left corner.</summary>
internal readonly record struct Box(double Left, double Top, double Right, double Bottom)
{
    public double Width => Math.Max(0, Right - Left);

    public double Height => Math.Max(0, Bottom - Top);

    public double Area => Width * Height;

    public double CenterX => (Left + Right) / 2;

    public double CenterY => (Top + Bottom) / 2;

    public bool Contains(double x, double y) => x >= Left && x <= Right && y >= Top && y <= Bottom;

    public Box Grown(double by) => new(Left - by, Top - by, Right + by, Bottom + by);

    public Box Union(Box other) => new(
        Math.Min(Left, other.Left), Math.Min(Top, other.Top), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));

    public Box Intersection(Box other) => new(
        Math.Max(Left, other.Left), Math.Max(Top, other.Top), Math.Min(Right, other.Right), Math.Min(Bottom, other.Bottom));

    /// <summary>The smallest box around points; there must be one.</summary>
    public static Box Around(params ReadOnlySpan<(double X, double Y)> points)
    {
        var box = new Box(points[0].X, points[0].Y, points[0].X, points[0].Y);
        foreach ((double x, double y) in points[1..])
            box = new Box(Math.Min(box.Left, x), Math.Min(box.Top, y), Math.Max(box.Right, x), Math.Max(box.Bottom, y));
        return box;
    }

    /// <summary>Eight numbers, clockwise from the top left, in inches.</summary>
    public double[] PolygonInInches()
    {
        double[] points = [Left, Top, Right, Top, Right, Bottom, Left, Bottom];
        return [.. points.Select(p => Math.Round(p / PdfPageSize.PointsPerInch, 4))];
    }
}
