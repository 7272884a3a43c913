using OcrFunctions.Engine.Pdf.Structure;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>Brings native text into the shape that recognized text has.</summary>
internal static class NativeBlocks
{
    public static IReadOnlyList<RecognizedBlock> Of(NativeText text, PageSketch? sketch)
    {
        GlyphGrid? turned =
            sketch is not null && sketch.Glyphs.Exists(glyph => Quarter(glyph.Angle) != 0) ? new GlyphGrid(sketch.Glyphs) : null;
        return [.. text.Blocks.Select(
            block => new RecognizedBlock("flowing_text", block.Box.PolygonInInches(),
                [new RecognizedParagraph([.. block.Lines.Select(Line)])]))];

        RecognizedLine Line(NativeLine line)
        {
            RecognizedWord[] words = [.. line.Words.Select(word => new RecognizedWord(word.Text, Polygon(word.Box), null))];
            return new RecognizedLine(string.Join(' ', words.Select(word => word.Text)), Turn(line.Box, line.Words[0].Box), words);
        }

        double[] Polygon(Box box) => Turn(box, box);

        double[] Turn(Box box, Box glyphsIn) => FromCorner(box.PolygonInInches(), turned is null ? 0 : Quarter(AngleIn(turned, glyphsIn)));
    }

    /// <summary>The direction of most of a word's glyphs.</summary>
    private static double AngleIn(GlyphGrid glyphs, Box box) => glyphs.In(box)
        .GroupBy(glyph => Quarter(glyph.Angle))
        .MaxBy(group => group.Count())?.Key * 90.0 ?? 0;

    /// <summary>Quarter turns clockwise, 0 to 3.</summary>
    private static int Quarter(double degrees) => ((int)Math.Round(degrees / 90) % 4 + 4) % 4;

    /// <summary>The corners from the one that is the top left when the text is read upright.</summary>
    private static double[] FromCorner(double[] polygon, int quarter) => [.. polygon[(2 * quarter)..], .. polygon[..(2 * quarter)]];
}
