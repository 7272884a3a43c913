namespace OcrFunctions.Engine.Pdf.Structure;

/// <summary>Joins what touches end to end: the sides of cells become the lines of a table, their shading that of a row.</summary>
internal static class CollinearShapes
{
    /// <summary>
    /// Points between ends that touch, and between sides that are one: the letters of a word stand farther apart, and so do rows of pixels.
    /// </summary>
    private const double Touching = 0.5, Level = 0.25;

    public static List<SketchedShape> Join(IEnumerable<SketchedShape> shapes)
    {
        ILookup<bool, SketchedShape> byDirection = shapes.ToLookup(shape => shape.IsAcross);
        return [.. Join(byDirection[true], isAcross: true), .. Join(byDirection[false], isAcross: false)];
    }

    private static List<SketchedShape> Join(IEnumerable<SketchedShape> shapes, bool isAcross)
    {
        List<SketchedShape> joined = [];
        foreach (SketchedShape shape in isAcross
            ? shapes.OrderBy(shape => Math.Round(shape.Box.CenterY)).ThenBy(shape => shape.Box.Left)
            : shapes.OrderBy(shape => Math.Round(shape.Box.CenterX)).ThenBy(shape => shape.Box.Top))
        {
            if (joined.Count > 0 && joined[^1] is var last && Continues(last, shape, isAcross))
                joined[^1] = last with { Box = last.Box.Union(shape.Box) };
            else
                joined.Add(shape);
        }

        return joined;
    }

    private static bool Continues(SketchedShape last, SketchedShape next, bool isAcross) => last.Color == next.Color && (isAcross
        ? IsSame(last.Box.Top, next.Box.Top) && IsSame(last.Box.Bottom, next.Box.Bottom) && next.Box.Left - last.Box.Right <= Touching
        : IsSame(last.Box.Left, next.Box.Left) && IsSame(last.Box.Right, next.Box.Right) && next.Box.Top - last.Box.Bottom <= Touching);

    private static bool IsSame(double a, double b) => Math.Abs(a - b) <= Level;
}
