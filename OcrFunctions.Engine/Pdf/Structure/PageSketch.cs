using OcrFunctions.Engine.Geometry;

namespace OcrFunctions.Engine.Pdf.Structure;

/// <summary>What is drawn on a page and where, without a pixel of it: what its content says, not how it looks.</summary>
internal sealed class PageSketch
{
    /// <summary>Width as a viewer shows it, in points, its unit applied.</summary>
    public required double Width { get; init; }

    /// <summary>Height as a viewer shows it, in points, its unit applied.</summary>
    public required double Height { get; init; }

    /// <summary>Points in a unit of the page's own space: 1 for almost every page.</summary>
    public required double UserUnit { get; init; }

    /// <summary>Every glyph that leaves a mark or would, in drawing order.</summary>
    public List<SketchedGlyph> Glyphs { get; } = [];

    /// <summary>Every image, in drawing order.</summary>
    public List<SketchedImage> Images { get; } = [];

    /// <summary>Upright rectangles of opaque paint, in drawing order, each with its place in it.</summary>
    public List<(Box Box, int Order)> Rectangles { get; } = [];

    /// <summary>Everything that is filled or stroked, in drawing order.</summary>
    public List<SketchedShape> Shapes { get; } = [];

    /// <summary>Something is cut off, shaded or blended in a way of which only a picture tells what a reader sees.</summary>
    public bool IsIntricate { get; set; }

    /// <summary>Where annotations show themselves: form fields, stamps, notes typed onto the page.</summary>
    public List<Box> Annotations { get; } = [];

    /// <summary>Lines, areas and shadings.</summary>
    public int Drawings { get; set; }

    /// <summary>The page names content that the file does not have.</summary>
    public bool HasLostContent { get; set; }

    /// <summary>States are saved in the page's content that it does not restore, as where it is cut off.</summary>
    public bool EndsEarly { get; set; }

    /// <summary>The page names content, whether or not anything is drawn by it.</summary>
    public bool NamesContent { get; set; }

    /// <summary>What all clips together leave, as if none ever ended: inside nothing is cut off, outside something may be.</summary>
    public Box Clip { get; set; } = new(double.NegativeInfinity, double.NegativeInfinity, double.PositiveInfinity, double.PositiveInfinity);

    /// <summary>Height of what is seen of a typical letter, in points; 0 without text.</summary>
    public double LetterHeight =>
        Glyphs.Where(glyph => glyph.Text.All(char.IsLetterOrDigit)).Select(glyph => glyph.Box.Height).Order().ToArray()
            is { Length: > 0 } heights ? heights[heights.Length / 2] : 0;

    public Box Page => new(0, 0, Width, Height);

    /// <summary>Nothing at all is drawn, seen or unseen.</summary>
    public bool IsEmpty => Glyphs.Count == 0 && Images.Count == 0 && Annotations.Count == 0 && Drawings == 0;

    /// <summary>Parts of the page belong to a layer, which may be switched off.</summary>
    public bool HasLayers { get; set; }

    /// <summary>All text is visible for certain, in fonts that hold letters only: nothing cuts it off or is painted over it.</summary>
    public bool ShowsAllText => !HasLayers && !IsIntricate && Glyphs.TrueForAll(glyph => !glyph.Hidden && glyph.Font.Length > 0)
        && GlyphGrounds.ShowAll(this);

    /// <summary>Nothing but text is drawn, and rules and shading: beside the text there is nothing to recognize.</summary>
    public bool IsTextOnly => !HasLayers && !IsIntricate && Images.Count == 0 && Annotations.Count == 0
        && Ruling.IsNoText(this);
}

/// <param name="Text">What it means, as its font says.</param>
/// <param name="Font">Name of its font; empty for a Type 3 font, which has none.</param>
/// <param name="Box">Where it is.</param>
/// <param name="Angle">Degrees clockwise from upright that its line runs, as a viewer sees it.</param>
/// <param name="Order">Place in the order of drawing.</param>
/// <param name="Hidden">Nobody sees it: it is drawn without ink, or covered, or white on white.</param>
/// <param name="Color">Null where it is not known what it looks like.</param>
/// <param name="Slanted">Its place along its line, where that runs neither across the page nor down it.</param>
internal readonly record struct SketchedGlyph(
    string Text, string Font, Box Box, double Angle, int Order, bool Hidden, PaintColor? Color = null,
    SlantedPlace? Slanted = null);

/// <param name="Box">The smallest upright box around it.</param>
/// <param name="Map">From its unit square (origin at its bottom left) to the page as a viewer shows it, in points.</param>
/// <param name="Order">Place in the order of drawing.</param>
/// <param name="Opaque">Covers what is below it.</param>
/// <param name="Pixels">Number of its pixels, as it says itself.</param>
/// <param name="Format">Of its pixels; null for an unusual one, and for one that stands in the page's content itself.</param>
/// <param name="IsCut">Its data ends early.</param>
internal sealed record SketchedImage(
    Box Box, PageTransform Map, int Order, bool Opaque, long Pixels, ImageFormat? Format, bool IsCut);
