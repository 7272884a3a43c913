using OcrFunctions.Engine.Pdf.Structure;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>Axes along a slanted line and across it.</summary>
internal readonly struct SlantedFrame
{
    private readonly double _cos, _sin;

    /// <param name="degrees">Clockwise from upright, as a viewer sees it.</param>
    public SlantedFrame(double degrees) => (_sin, _cos) = Math.SinCos(degrees * Math.PI / 180);

    /// <summary>Points in the direction of reading.</summary>
    public double Along(double x, double y) => x * _cos + y * _sin;

    /// <summary>Points in the direction of the next line.</summary>
    public double Across(double x, double y) => y * _cos - x * _sin;

    /// <summary>Corners of the smallest rectangle along the axes around points: clockwise from where reading begins.</summary>
    /// <param name="points">Four corners of one or several rectangles: x, y and so on, in points.</param>
    public double[] Around(IEnumerable<double[]> points)
    {
        double start = double.MaxValue, end = double.MinValue, top = double.MaxValue, bottom = double.MinValue;
        foreach (double[] corners in points)
            for (int i = 0; i < corners.Length; i += 2)
            {
                double along = Along(corners[i], corners[i + 1]), across = Across(corners[i], corners[i + 1]);
                (start, end, top, bottom) = (Math.Min(start, along), Math.Max(end, along), Math.Min(top, across), Math.Max(bottom, across));
            }

        return Rectangle(start, end, top, bottom);
    }

    /// <summary>Corners of a rectangle along the axes: clockwise from where reading begins.</summary>
    public double[] Rectangle(double start, double end, double top, double bottom)
    {
        (double x0, double y0) = Page(start, top);
        (double x1, double y1) = Page(end, top);
        (double x2, double y2) = Page(end, bottom);
        (double x3, double y3) = Page(start, bottom);
        return [x0, y0, x1, y1, x2, y2, x3, y3];
    }

    /// <summary>The smallest upright box around a rectangle.</summary>
    public static Box BoxOf(double[] corners) => Box.Around(
        (corners[0], corners[1]), (corners[2], corners[3]), (corners[4], corners[5]), (corners[6], corners[7]));

    private (double X, double Y) Page(double along, double across) => (along * _cos - across * _sin, along * _sin + across * _cos);
}
