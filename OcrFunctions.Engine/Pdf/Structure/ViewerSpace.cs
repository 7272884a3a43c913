using OcrFunctions.Engine.Geometry;

namespace OcrFunctions.Engine.Pdf.Structure;

/// <summary>The page as a viewer shows it: its crop box turned by its own /Rotate, origin at the top left, in points.</summary>
internal static class ViewerSpace
{
    /// <summary>Map from the page's own space (origin at its bottom left, in its own units).</summary>
    /// <param name="left">Crop box.</param>
    /// <param name="bottom">Crop box.</param>
    /// <param name="width">Crop box.</param>
    /// <param name="height">Crop box.</param>
    /// <param name="degrees">Clockwise turn that the page asks for; a multiple of 90.</param>
    /// <param name="unit">Points in a unit.</param>
    public static PageTransform Of(double left, double bottom, double width, double height, int degrees, double unit)
    {
        PageTransform upright = new(1, 0, -left, 0, -1, bottom + height);
        PageTransform turned = (((degrees % 360) + 360) % 360) switch
        {
            90 => new PageTransform(0, -1, height, 1, 0, 0),
            180 => new PageTransform(-1, 0, width, 0, -1, height),
            270 => new PageTransform(0, 1, 0, -1, 0, width),
            _ => PageTransform.Identity,
        };
        return upright.Then(turned).Then(PageTransform.Scale(unit, unit));
    }
}
