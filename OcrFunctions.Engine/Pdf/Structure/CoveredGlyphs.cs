namespace OcrFunctions.Engine.Pdf.Structure;

/// <summary>
/// Hides what is drawn over: some scanners draw what they read first and the scan over it, and some people whiten what they do not want.
/// </summary>
internal static class CoveredGlyphs
{
    /// <summary>Smaller images are not looked at: there may be thousands, and no page of text fits below one.</summary>
    private const double LeastOfPage = 0.02;

    /// <summary>Each is compared with each glyph.</summary>
    private const int MaxRectangles = 500;

    public static void Hide(PageSketch sketch)
    {
        List<(Box Box, int Order)> covers = [.. sketch.Images
            .Where(image => image.Opaque && image.Box.Area > LeastOfPage * sketch.Page.Area)
            .Select(image => (image.Box, image.Order)), .. Rectangles(sketch)];
        if (covers.Count == 0)
            return;
        for (int i = 0; i < sketch.Glyphs.Count; i++)
        {
            SketchedGlyph glyph = sketch.Glyphs[i];
            if (!glyph.Hidden
                && covers.Exists(cover => cover.Order >= glyph.Order && cover.Box.Contains(glyph.Box.CenterX, glyph.Box.CenterY)))
                sketch.Glyphs[i] = glyph with { Hidden = true };
        }
    }

    /// <summary>Those that may cover a glyph; a table's are drawn before its text.</summary>
    private static IEnumerable<(Box Box, int Order)> Rectangles(PageSketch sketch) => sketch.Glyphs.Count == 0
        ? []
        : sketch.Rectangles.Where(rectangle => rectangle.Order >= sketch.Glyphs[0].Order).Take(MaxRectangles);
}
