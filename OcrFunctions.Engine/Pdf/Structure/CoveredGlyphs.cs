namespace OcrFunctions.Engine.Pdf.Structure;

/// <summary>Some scanners draw what they read first and the scan over it.</summary>
internal static class CoveredGlyphs
{
    /// <summary>Smaller images are not looked at: there may be thousands, and no page of text fits below one.</summary>
    private const double LeastOfPage = 0.02;

    public static void Hide(PageSketch sketch)
    {
        List<SketchedImage> covers = [.. sketch.Images.Where(image => image.Opaque && image.Box.Area > LeastOfPage * sketch.Page.Area)];
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
}
