namespace OcrFunctions.Engine.Pdf.Structure;

/// <summary>The outlines of the path that is being built, each reduced to its box.</summary>
internal sealed class PathOutlines
{
    private readonly List<Box> _finished = [];
    private Box? _current;
    private Box? _rectangle;

    public void Begin()
    {
        if (_current is { } box)
            _finished.Add(box);
        _current = null;
    }

    public void Add(params ReadOnlySpan<(double X, double Y)> points)
    {
        Box box = Box.Around(points);
        _current = _current?.Union(box) ?? box;
    }

    /// <summary>An outline of four corners, in order.</summary>
    public void AddRectangle((double X, double Y) a, (double X, double Y) b, (double X, double Y) c, (double X, double Y) d)
    {
        Begin();
        Add(a, b, c, d);
        bool upright = (IsNear(a.X, b.X) && IsNear(b.Y, c.Y) && IsNear(c.X, d.X) && IsNear(d.Y, a.Y))
            || (IsNear(a.Y, b.Y) && IsNear(b.X, c.X) && IsNear(c.Y, d.Y) && IsNear(d.X, a.X));
        _rectangle = upright && _finished.Count == 0 ? _current : null;
    }

    /// <summary>The path, if it is one upright rectangle.</summary>
    public Box? Rectangle() => _finished.Count == 0 && _current == _rectangle ? _rectangle : null;

    public IReadOnlyList<Box> Finished()
    {
        Begin();
        return _finished;
    }

    public void Clear()
    {
        _finished.Clear();
        (_current, _rectangle) = (null, null);
    }

    /// <summary>Within a hundredth of a point.</summary>
    private static bool IsNear(double a, double b) => Math.Abs(a - b) < 0.01;
}
