namespace OcrFunctions.Engine.Pdf.Structure;

/// <summary>
/// Tells whether the rectangles and lines of a page leave all its letters to be seen: none is painted over one, but for a thin line
/// through it, and letters stand out from what is painted below them.
/// </summary>
internal static class GlyphGrounds
{
    /// <summary>Share of a glyph that may be covered: a line below it or through it, the next row's shading at a descender.</summary>
    private const double MaxCovered = 0.25;

    /// <summary>Points by which a ground may end before its letters do.</summary>
    private const double Rounding = 0.5;

    /// <summary>Points of a band of the page, by which shapes near a glyph are found.</summary>
    private const double Band = 24;

    /// <summary>A page with more shapes is drawn, which takes less time.</summary>
    private const int MaxShapes = 3_000;

    public static bool ShowAll(PageSketch sketch)
    {
        // What an image or an annotation looks like is not known.
        List<SketchedShape> shapes = [.. sketch.Shapes,
            .. sketch.Images.Select(image => new SketchedShape(image.Box, image.Order, IsRectangle: false, null)),
            .. sketch.Annotations.Select(box => new SketchedShape(box, int.MaxValue, IsRectangle: false, null))];
        if (shapes.Count is 0 or > MaxShapes)
            return shapes.Count == 0;
        ILookup<int, SketchedShape> bands = shapes
            .SelectMany(shape => Enumerable.Range(Index(shape.Box.Top), Index(shape.Box.Bottom) - Index(shape.Box.Top) + 1)
                .Select(band => (Band: band, Shape: shape)))
            .ToLookup(one => one.Band, one => one.Shape);
        double maxLine = Ruling.MaxThickness(sketch);
        return sketch.Glyphs.TrueForAll(glyph => IsSeen(glyph, [.. Enumerable
            .Range(Index(glyph.Box.Top), Index(glyph.Box.Bottom) - Index(glyph.Box.Top) + 1)
            .SelectMany(band => bands[band])
            .Where(shape => Shared(shape, glyph.Box) > 0)
            .Distinct()
            .OrderBy(shape => shape.Order)], maxLine));
    }

    private static bool IsSeen(SketchedGlyph glyph, List<SketchedShape> touching, double maxLine)
    {
        if (touching.Exists(shape => !shape.IsRectangle))
            return false;
        // What lies below in another color hides nothing, but a line of the same color might.
        if (touching.Where(shape => shape.Order > glyph.Order || shape.Thickness <= maxLine).Sum(shape => Shared(shape, glyph.Box))
            > MaxCovered)
            return false;
        List<SketchedShape> grounds = touching.FindAll(shape => shape.Order < glyph.Order && shape.Thickness > maxLine);
        for (int i = grounds.Count - 1; i >= 0; i--)
        {
            if (!(grounds[i].Color is { } ground && glyph.Color?.StandsOutFrom(ground) == true))
                return false;
            Box under = grounds[i].Box.Grown(Rounding);
            if (under.Contains(glyph.Box.Left, glyph.Box.Top) && under.Contains(glyph.Box.Right, glyph.Box.Bottom))
                return true;
        }

        return grounds.Count == 0 || glyph.Color?.StandsOutFrom(PaintColor.White) == true;
    }

    /// <summary>Share of a glyph's box that a shape lies on, at the width at which it is shown.</summary>
    private static double Shared(SketchedShape shape, Box glyph)
    {
        double missing = Math.Max(0, shape.Thickness - Math.Min(shape.Box.Width, shape.Box.Height)) / 2;
        return shape.Box.Grown(missing).Intersection(glyph).Area / glyph.Area;
    }

    private static int Index(double value) => (int)Math.Floor(value / Band);
}
