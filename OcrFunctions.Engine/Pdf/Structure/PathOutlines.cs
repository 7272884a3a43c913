namespace OcrFunctions.Engine.Pdf.Structure;

/// <summary>The outlines of the path that is being built, each reduced to its box and whether it has curves.</summary>
internal sealed class PathOutlines
{
    /// <summary>Points. Smaller is dust, larger is a picture.</summary>
    private const double Smallest = 2, Largest = 60;

    private readonly List<(Box Box, bool Curved)> _finished = [];
    private Box? _current;
    private bool _curved;

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
        (_current, _curved) = (null, false);
    }
}
