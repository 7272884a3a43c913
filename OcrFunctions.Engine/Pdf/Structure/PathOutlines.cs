namespace OcrFunctions.Engine.Pdf.Structure;

/// <summary>The outlines of the path that is being built, each reduced to its box and whether it has curves.</summary>
internal sealed class PathOutlines
{
    /// <summary>Points. Smaller is dust, larger is a picture.</summary>
    private const double Smallest = 2, Largest = 60;

    private readonly List<(Box Box, bool Curved)> _finished = [];
    private Box? _current;
    private bool _curved;
    private Box? _rectangle;

    public static bool IsOfLetterSize(Box box) => box.Height is >= Smallest and <= Largest && box.Width <= Largest;

    public void Begin()
    {
        if (_current is { } box)
            _finished.Add((box, _curved));
        (_current, _curved) = (null, false);
    }

    public void Add((double X, double Y) point)
    {
        Box box = Box.Around(point);
        _current = _current?.Union(box) ?? box;
    }

    /// <summary>An outline of four corners, in order.</summary>
    public void AddRectangle((double X, double Y) a, (double X, double Y) b, (double X, double Y) c, (double X, double Y) d)
    {
        Begin();
        foreach ((double X, double Y) corner in new[] { a, b, c, d })
            Add(corner);
        bool upright = (IsNear(a.X, b.X) && IsNear(b.Y, c.Y) && IsNear(c.X, d.X) && IsNear(d.Y, a.Y))
            || (IsNear(a.Y, b.Y) && IsNear(b.X, c.X) && IsNear(c.Y, d.Y) && IsNear(d.X, a.X));
        _rectangle = upright && _finished.Count == 0 ? _current : null;
    }

    /// <summary>The path, if it is one upright rectangle.</summary>
    public Box? Rectangle() => _finished.Count == 0 && _current == _rectangle ? _rectangle : null;

    public void Curve(params ReadOnlySpan<(double X, double Y)> points)
    {
        foreach ((double X, double Y) point in points)
            Add(point);
        _curved = true;
    }

    public IReadOnlyList<(Box Box, bool Curved)> Finished()
    {
        Begin();
        return _finished;
    }

    public void Clear()
    {
        _finished.Clear();
        (_current, _curved, _rectangle) = (null, false, null);
    }

    /// <summary>Within a hundredth of a point.</summary>
    private static bool IsNear(double a, double b) => Math.Abs(a - b) < 0.01;
}
