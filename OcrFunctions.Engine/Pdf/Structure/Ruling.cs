namespace OcrFunctions.Engine.Pdf.Structure;

/// <summary>
/// Tells whether the rectangles and lines of a page are certainly its ruling (rules, tables, boxes, shading) and no letters. Letters are
/// short strokes that end freely or meet others of their length; bars as long as a title's letters are high, frames and grids are none.
/// </summary>
internal static class Ruling
{
    /// <summary>Height of a title's letters, and thickness of a line, over the page's typical letter.</summary>
    private const double Title = 12, Line = 0.5;

    /// <summary>Length of a line that stands alone over its thickness: no letter, not even a dash, is as thin.</summary>
    private const double AloneRatio = 12;

    /// <summary>Length of a dash over its thickness, and space around it over its length.</summary>
    private const double DashRatio = 4, DashSpace = 2;

    /// <summary>Thickness of a line at least, in that ratio: at a low resolution it is shown thicker than it is.</summary>
    private const double ShownThickness = 1.5;

    /// <summary>Share of the page's width from which something is no letter of a word.</summary>
    private const double WideOfPage = 1 / 3.0;

    /// <summary>Points, or thicknesses of the thicker one, within which two lines belong together.</summary>
    private const double Near = 2, NearByThickness = 3;

    /// <summary>Points by which a line may miss the one at which it ends, and by which two lines of one length may differ.</summary>
    private const double Touching = 1;

    /// <summary>Each is compared with each.</summary>
    private const int MaxLines = 1_000;

    /// <summary>Thicker lines are grounds, which hide what is below them.</summary>
    public static double MaxThickness(PageSketch sketch) => Line * sketch.LetterHeight;

    public static bool IsNoText(PageSketch sketch)
    {
        if (sketch.Shapes.Count == 0 || sketch.Shapes.Exists(shape => !shape.IsRectangle))
            return sketch.Shapes.Count == 0;
        double maxThickness = MaxThickness(sketch), title = Title * sketch.LetterHeight, wide = WideOfPage * sketch.Width;
        ILookup<bool, SketchedShape> byKind = sketch.Shapes.ToLookup(shape => shape.Thickness <= maxThickness);
        List<SketchedShape> lines = CollinearShapes.Join(byKind[true]), grounds = CollinearShapes.Join(byKind[false]);
        return lines.Count <= MaxLines && grounds.Count <= MaxLines
            && grounds.TrueForAll(ground => ground.Box.Width >= wide || ground.Box.Height >= sketch.Height / 2
                || (ground.Box.Width >= title && sketch.Glyphs.Exists(glyph => ground.Box.Contains(glyph.Box.CenterX, glyph.Box.CenterY))))
            && Groups(lines).All(group => IsRule(group) || IsDash(group, lines, title) || IsDoubleRule(group)
                || IsGrid(group, grounds, title, wide));
    }

    private static bool IsRule(List<SketchedShape> group) =>
        group is [var line] && line.Length >= AloneRatio * Math.Max(ShownThickness, line.Thickness);

    /// <summary>A short line with no other around it: a fraction bar, a minus, an underscore.</summary>
    private static bool IsDash(List<SketchedShape> group, List<SketchedShape> lines, double title) => group is [{ IsAcross: true } line]
        && line.Length >= DashRatio * line.Thickness
        && line.Box.Grown(DashSpace * line.Length) is var around
        && lines.TrueForAll(other => other == line || other.Length >= title
            || other.Box.Intersection(around) is not { Width: > 0, Height: > 0 });

    private static bool IsDoubleRule(List<SketchedShape> group) => group is [var first, var second]
        && IsRule([first]) && IsRule([second]) && first.IsAcross == second.IsAcross
        && (first.IsAcross
            ? Math.Abs(first.Box.Left - second.Box.Left) <= Touching && Math.Abs(first.Box.Right - second.Box.Right) <= Touching
            : Math.Abs(first.Box.Top - second.Box.Top) <= Touching && Math.Abs(first.Box.Bottom - second.Box.Bottom) <= Touching);

    /// <summary>Whether all lines run from one to another, short ones between long ones, or are as long as no letter is wide.</summary>
    private static bool IsGrid(List<SketchedShape> group, List<SketchedShape> grounds, double title, double wide)
    {
        List<SketchedShape> edges = [.. group, .. grounds.SelectMany(Edges)];
        return group.TrueForAll(line => line.IsAcross
            ? line.Length >= wide || (IsEnd(line, line.Box.Left, line.Box.CenterY) && IsEnd(line, line.Box.Right, line.Box.CenterY))
            : IsEnd(line, line.Box.CenterX, line.Box.Top) && IsEnd(line, line.Box.CenterX, line.Box.Bottom));

        bool IsEnd(SketchedShape line, double x, double y) => edges.Exists(other => other.IsAcross != line.IsAcross
            && (line.Length >= title || other.Length >= title) && other.Box.Grown(Touching).Contains(x, y));
    }

    private static IEnumerable<SketchedShape> Edges(SketchedShape ground) =>
    [
        ground with { Box = ground.Box with { Bottom = ground.Box.Top } },
        ground with { Box = ground.Box with { Top = ground.Box.Bottom } },
    ];

    /// <summary>Lines that belong together, since one is near the other.</summary>
    private static IEnumerable<List<SketchedShape>> Groups(List<SketchedShape> lines)
    {
        var rest = new LinkedList<SketchedShape>(lines);
        while (rest.First is { } first)
        {
            rest.RemoveFirst();
            List<SketchedShape> group = [first.Value];
            for (int i = 0; i < group.Count; i++)
                for (LinkedListNode<SketchedShape>? node = rest.First, next; node is not null; node = next)
                {
                    next = node.Next;
                    if (AreNear(group[i], node.Value))
                    {
                        group.Add(node.Value);
                        rest.Remove(node);
                    }
                }

            yield return group;
        }
    }

    private static bool AreNear(SketchedShape a, SketchedShape b)
    {
        Box shared = a.Box.Grown(Math.Max(Near, NearByThickness * Math.Max(a.Thickness, b.Thickness))).Intersection(b.Box);
        return shared.Left <= shared.Right && shared.Top <= shared.Bottom;
    }
}
