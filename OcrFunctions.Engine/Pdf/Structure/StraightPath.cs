namespace OcrFunctions.Engine.Pdf.Structure;

/// <summary>The path that is being built, and whether it is more than straight lines.</summary>
internal sealed class StraightPath
{
    /// <summary>Each is compared with each.</summary>
    private const int MaxRectangles = 500;

    /// <summary>Points between two coordinates that are one.</summary>
    private const double Same = 0.01;

    private readonly List<List<(double X, double Y)>> _outlines = [];
    private bool _isCurved, _isClosed;

    /// <summary>The smallest upright box around it; null where there is nothing.</summary>
    public Box? Bounds { get; private set; }

    public void MoveTo((double X, double Y) point)
    {
        _outlines.Add([point]);
        _isClosed = false;
        Reach(point);
    }

    public void LineTo((double X, double Y) point)
    {
        if (_outlines.Count == 0 || _isClosed)
            MoveTo(_outlines.Count == 0 ? point : _outlines[^1][0]);
        _outlines[^1].Add(point);
        Reach(point);
    }

    /// <param name="points">Where it ends, and what it turns to on its way.</param>
    public void CurveTo(params ReadOnlySpan<(double X, double Y)> points)
    {
        _isCurved = true;
        Reach(points);
    }

    public void Rectangle((double X, double Y) a, (double X, double Y) b, (double X, double Y) c, (double X, double Y) d)
    {
        _outlines.Add([a, b, c, d, a]);
        _isClosed = true;
        Reach(a, b, c, d);
    }

    public void Close()
    {
        if (_outlines.Count > 0 && !_isClosed)
            _outlines[^1].Add(_outlines[^1][0]);
        _isClosed = true;
    }

    public void Clear()
    {
        _outlines.Clear();
        (_isCurved, _isClosed, Bounds) = (false, false, null);
    }

    /// <summary>Its outlines, if they are upright rectangles that do not overlap; null for any other path.</summary>
    public IReadOnlyList<Box>? Rectangles()
    {
        if (_isCurved || _outlines.Count > MaxRectangles)
            return null;
        var boxes = new List<Box>();
        foreach (List<(double X, double Y)> outline in _outlines.Where(outline => outline.Count > 1))
        {
            if (Rectangle(outline) is not { } box || boxes.Exists(other => other.Intersection(box).Area > 0))
                return null;
            boxes.Add(box);
        }

        return boxes;
    }

    /// <summary>Its lines, if all run across or down; null for any other path.</summary>
    public IReadOnlyList<Box>? Lines()
    {
        if (_isCurved)
            return null;
        var lines = new List<Box>();
        foreach (List<(double X, double Y)> outline in _outlines)
            for (int i = 1; i < outline.Count; i++)
            {
                var line = Box.Around(outline[i - 1], outline[i]);
                if (line is { Width: > Same, Height: > Same })
                    return null;
                lines.Add(line);
            }

        return lines;
    }

    private static Box? Rectangle(List<(double X, double Y)> outline)
    {
        List<(double X, double Y)> corners = [.. outline.Where((point, i) => i == 0 || !IsSame(point, outline[i - 1]))];
        if (corners.Count > 1 && IsSame(corners[0], corners[^1]))
            corners.RemoveAt(corners.Count - 1);
        var box = Box.Around([.. corners]);
        // Of one without an area, viewers show a hairline.
        bool isRectangle = box.Width < Same || box.Height < Same
            || (corners.Count == 4 && corners.TrueForAll(IsCorner) && AreOpposite(0, 2) && AreOpposite(1, 3));
        return isRectangle ? box : null;

        bool IsCorner((double X, double Y) point) => (Math.Abs(point.X - box.Left) < Same || Math.Abs(point.X - box.Right) < Same)
            && (Math.Abs(point.Y - box.Top) < Same || Math.Abs(point.Y - box.Bottom) < Same);

        bool AreOpposite(int i, int j) =>
            Math.Abs(corners[i].X - corners[j].X) >= Same && Math.Abs(corners[i].Y - corners[j].Y) >= Same;
    }

    private void Reach(params ReadOnlySpan<(double X, double Y)> points)
    {
        var box = Box.Around(points);
        Bounds = Bounds?.Union(box) ?? box;
    }

    private static bool IsSame((double X, double Y) a, (double X, double Y) b) => Math.Abs(a.X - b.X) < Same && Math.Abs(a.Y - b.Y) < Same;
}
