using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Pdf.Structure;

namespace OcrFunctions.Engine.Pdf.Embedded;

/// <summary>
/// A page that is one scan, by the pixels of the scan itself: rasterizing the page would resample them, at a resolution that is not
/// theirs. They are turned by quarters and mirrored as a viewer shows them; the rest of the matrix is in the map.
/// </summary>
internal static class EmbeddedPage
{
    /// <summary>The page, or null where it is not a single image, or its pixels cannot be extracted or placed with certainty.</summary>
    public static PageImage? Open(string path, int page, PageSketch sketch, long maxPixels)
    {
        if (CoveringImage.Of(sketch) is not { Format: { } format } image || PlacedPixels.MapOf(image.Map, format) is not { } map)
            return null;
        if (EmbeddedPixels.Read(path, page, format, maxPixels) is not { } pixels)
            return null;
        PlacedPixels placed = new PlacedPixels(pixels, map).Unmirrored().Upright();
        double width = sketch.Width / PdfPageSize.PointsPerInch, height = sketch.Height / PdfPageSize.PointsPerInch;
        placed = VisiblePart.Of(placed, width, height);
        return new PageImage
        {
            Pixels = placed.Pixels,
            Width = Math.Round(width, 4),
            Height = Math.Round(height, 4),
            Unit = "inch",
            ToOriginal = placed.ToPage,
            Resolution = placed.Resolution,
        };
    }
}
