namespace OcrFunctions.Engine.Pdf.Structure;

/// <summary>Something filled or stroked.</summary>
/// <param name="Box">What of it is inside the clip and the page, at most.</param>
/// <param name="Order">Place in the order of drawing.</param>
/// <param name="IsRectangle">Whether it is exactly this box, opaque: a filled rectangle, or a straight line across or down.</param>
/// <param name="Color">Null where it is not known what it looks like.</param>
internal readonly record struct SketchedShape(Box Box, int Order, bool IsRectangle, PaintColor? Color)
{
    /// <summary>A pixel at 100 dpi, in points.</summary>
    private const double Hairline = 0.72;

    /// <summary>The shorter side: how thick it is as a line, of which viewers show a pixel at least.</summary>
    public double Thickness => Math.Max(Hairline, Math.Min(Box.Width, Box.Height));

    public double Length => Math.Max(Box.Width, Box.Height);

    public bool IsAcross => Box.Width >= Box.Height;
}
