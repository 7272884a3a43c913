namespace OcrFunctions.Pipeline.Exports;

/// <summary>The axis-aligned bounding box of a polygon, in whole units: OCR formats support no other shape.</summary>
internal readonly record struct PixelBox(int Left, int Top, int Right, int Bottom)
{
    public int Width => Right - Left;

    public int Height => Bottom - Top;

    /// <param name="polygon">Eight numbers.</param>
    /// <param name="scale">Units for each unit of the polygon.</param>
    public static PixelBox Around(IReadOnlyList<double> polygon, double scale) => new(
        Floor(Math.Min(Math.Min(polygon[0], polygon[2]), Math.Min(polygon[4], polygon[6])) * scale),
        Floor(Math.Min(Math.Min(polygon[1], polygon[3]), Math.Min(polygon[5], polygon[7])) * scale),
        Ceiling(Math.Max(Math.Max(polygon[0], polygon[2]), Math.Max(polygon[4], polygon[6])) * scale),
        Ceiling(Math.Max(Math.Max(polygon[1], polygon[3]), Math.Max(polygon[5], polygon[7])) * scale));

    /// <summary>The bounding box of several boxes.</summary>
    public static PixelBox Around(IEnumerable<PixelBox> boxes) => boxes.Aggregate((a, b) =>
        new PixelBox(Math.Min(a.Left, b.Left), Math.Min(a.Top, b.Top), Math.Max(a.Right, b.Right), Math.Max(a.Bottom, b.Bottom)));

    // Text may extend slightly over the page's edge; these formats have no negative coordinates.
    private static int Floor(double value) => Math.Max(0, (int)Math.Floor(value + 1e-6));

    private static int Ceiling(double value) => Math.Max(0, (int)Math.Ceiling(value - 1e-6));
}
