namespace OcrFunctions.Engine.Geometry;

/// <summary>An axis-aligned rectangle in pixels of a recognized image.</summary>
internal readonly record struct BoundingBox(double Left, double Top, double Right, double Bottom)
{
    public double Width => Right - Left;

    public double Height => Bottom - Top;

    public double Area => Math.Max(0, Width) * Math.Max(0, Height);

    public BoundingBox Intersect(BoundingBox other) => new(
        Math.Max(Left, other.Left), Math.Max(Top, other.Top), Math.Min(Right, other.Right), Math.Min(Bottom, other.Bottom));

    public BoundingBox Union(BoundingBox other) => new(
        Math.Min(Left, other.Left), Math.Min(Top, other.Top), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));

    /// <summary>The smallest box around all of them; there is at least one.</summary>
    public static BoundingBox Around(IEnumerable<BoundingBox> boxes) => boxes.Aggregate((a, b) => a.Union(b));

    public bool Touches(BoundingBox other) => Intersect(other) is { Width: > 0, Height: > 0 };

    /// <summary>Vertical overlap with the other, wherever that is horizontally; negative where there is none.</summary>
    public double SharedHeight(BoundingBox other) => Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top);

    /// <summary>The box with a margin on all sides.</summary>
    public BoundingBox Grown(double margin) => new(Left - margin, Top - margin, Right + margin, Bottom + margin);

    public bool Contains(double x, double y) => x >= Left && x <= Right && y >= Top && y <= Bottom;

    /// <summary>Fraction of this box that lies in the other, 0 to 1.</summary>
    public double Within(BoundingBox other)
    {
        BoundingBox both = Intersect(other);
        return Area <= 0 || both.Width <= 0 || both.Height <= 0 ? 0 : both.Area / Area;
    }

    /// <summary>The box in pixels of another image, of which this box's image is a scaled part.</summary>
    /// <param name="scale">Pixels of the other image per pixel of this one.</param>
    /// <param name="left">Where this image's first pixel lies in the other.</param>
    /// <param name="top">Likewise.</param>
    public BoundingBox Mapped(double scale, double left = 0, double top = 0) =>
        new(Left * scale + left, Top * scale + top, Right * scale + left, Bottom * scale + top);
}
