using OcrFunctions.Engine.Pdf.Structure;

namespace OcrFunctions.Engine.Pdf.Embedded;

/// <summary>The image that is the only visible content of a page: a scan.</summary>
internal static class CoveringImage
{
    /// <summary>Scans that a program placed on a larger sheet have a white margin; smaller ones are pictures on an empty page.</summary>
    private const double MinOfPage = 0.5;

    /// <summary>Tolerance in points between clips and boxes of the same scan.</summary>
    private const double Rounding = 1;

    /// <summary>That image, or null where anything else is visible, or where something may hide a part of it.</summary>
    public static SketchedImage? Of(PageSketch sketch) =>
        sketch.Images is [{ Opaque: true, Format: not null } image]
            && sketch.Drawings == 0
            && sketch.Annotations.Count == 0
            && !sketch.Glyphs.Exists(glyph => !glyph.Hidden)
            && image.Box.Area >= MinOfPage * sketch.Page.Area
            && sketch.Clip.Grown(Rounding).Contains(image.Box.Left, image.Box.Top)
            && sketch.Clip.Grown(Rounding).Contains(image.Box.Right, image.Box.Bottom)
            ? image
            : null;
}
