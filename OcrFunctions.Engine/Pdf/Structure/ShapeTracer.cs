using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Graphics;

namespace OcrFunctions.Engine.Pdf.Structure;

/// <summary>
/// Notes the rectangles and lines of a page as long as they are simple: upright, opaque, solid, cut off by upright rectangles at most.
/// </summary>
internal sealed class ShapeTracer(PageSketch sketch)
{
    /// <summary>Share of a glyph's height, and points, by which a clip may be nearer than its outline.</summary>
    private const double ClipTolerance = 0.1, Rounding = 0.5;

    /// <summary>Cosine of the angle between the axes.</summary>
    private const double Skew = 0.001;

    private readonly Stack<Box> _clips =
        new([new Box(double.NegativeInfinity, double.NegativeInfinity, double.PositiveInfinity, double.PositiveInfinity)]);

    public StraightPath Path { get; } = new();

    public void Push() => _clips.Push(_clips.Peek());

    public void Pop()
    {
        if (_clips.Count > 1)
            _clips.Pop();
    }

    /// <summary>The path becomes a clip.</summary>
    public void Clip()
    {
        if (Path.Rectangles() is [var only])
            Clip(only);
        else
            sketch.IsIntricate = true;
    }

    public void Clip(Box box) => _clips.Push(_clips.Pop().Intersection(box));

    /// <summary>Text is not cut off by a clip.</summary>
    public void Glyph(Box box) => sketch.IsIntricate |= _clips.Peek().Grown(Rounding + ClipTolerance * box.Height) is var clip
        && !(clip.Contains(box.Left, box.Top) && clip.Contains(box.Right, box.Bottom));

    public void Fill(CurrentGraphicsState state, int order)
    {
        if (IsSimple(state, isStroke: false) && Path.Rectangles() is { } rectangles)
            Add(rectangles, 0, order, PaintColor.Of(state, isStroke: false));
        else
            AddAny(0, order);
    }

    public void Stroke(CurrentGraphicsState state, int order)
    {
        TransformationMatrix map = state.CurrentTransformationMatrix;
        double across = Math.Sqrt(map.A * map.A + map.B * map.B), down = Math.Sqrt(map.C * map.C + map.D * map.D);
        bool isSkewed = Math.Abs(map.A * map.C + map.B * map.D) > Skew * across * down;
        if (!isSkewed && IsSimple(state, isStroke: true) && state.LineDashPattern.Array is null or { Count: 0 }
            && Path.Lines() is { } lines)
            Add(lines, state.LineWidth * Math.Max(across, down) / 2, order, PaintColor.Of(state, isStroke: true));
        else
            AddAny(state.LineWidth * (across + down) * Math.Max(1, state.MiterLimit) / 2, order);
    }

    private bool IsSimple(CurrentGraphicsState state, bool isStroke) =>
        !sketch.HasLayers && PaintColor.IsOpaque(state, isStroke) && PaintColor.IsSolid(state, isStroke);

    private void Add(IEnumerable<Box> boxes, double grown, int order, PaintColor? color)
    {
        foreach (Box box in boxes)
            Add(box.Grown(grown), order, isRectangle: true, color);
    }

    private void AddAny(double grown, int order)
    {
        if (Path.Bounds is { } box)
            Add(box.Grown(grown), order, isRectangle: false, null);
    }

    private void Add(Box box, int order, bool isRectangle, PaintColor? color)
    {
        Box seen = box.Intersection(_clips.Peek()).Intersection(sketch.Page);
        if (seen.Left <= seen.Right && seen.Top <= seen.Bottom)
            sketch.Shapes.Add(new SketchedShape(seen, order, isRectangle, color));
    }
}
