namespace OcrFunctions.Engine.Recognition;

/// <summary>An upright rectangle in pixels of a recognised image.</summary>
internal readonly record struct Box(double Left, double Top, double Right, double Bottom)
{
    public double Width => Right - Left;

    public double Height => Bottom - Top;

    public double Area => Math.Max(0, Width) * Math.Max(0, Height);

    public Box Intersect(Box other) => new(
        Math.Max(Left, other.Left), Math.Max(Top, other.Top), Math.Min(Right, other.Right), Math.Min(Bottom, other.Bottom));

    public Box Union(Box other) => new(
        Math.Min(Left, other.Left), Math.Min(Top, other.Top), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));

    /// <summary>The smallest box around all of them; there is at least one.</summary>
    public static Box Around(IEnumerable<Box> boxes) => boxes.Aggregate((a, b) => a.Union(b));

    public bool Touches(Box other) => Intersect(other) is { Width: > 0, Height: > 0 };

    /// <summary>Height of the part that is on the same rows of pixels as the other, wherever that is; negative where there is none.</summary>
    public double SharedHeight(Box other) => Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top);

    /// <summary>The box with a margin on all sides.</summary>
    public Box Grown(double margin) => new(Left - margin, Top - margin, Right + margin, Bottom + margin);

    public bool Contains(double x, double y) => x >= Left && x <= Right && y >= Top && y <= Bottom;

    /// <summary>The part of this box that lies in the other, 0 to 1.</summary>
    public double Within(Box other)
    {
        Box both = Intersect(other);
        return Area <= 0 || both.Width <= 0 || both.Height <= 0 ? 0 : both.Area / Area;
    }

    /// <summary>The box in an image whose pixel (0, 0) is this one's (<paramref name="left"/>, <paramref name="top"/>) and whose pixels are <paramref name="scale"/> times as large.</summary>
    public Box Mapped(double scale, double left = 0, double top = 0) =>
        new(Left * scale + left, Top * scale + top, Right * scale + left, Bottom * scale + top);
}
