using OcrFunctions.Engine.Pdf.Structure;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>Brings native text into the shape that recognized text has.</summary>
internal static class NativeBlocks
{
    public static IReadOnlyList<RecognizedBlock> Of(NativeText text, PageSketch? sketch)
    {
        GlyphGrid? turned = sketch is not null && sketch.Glyphs.Exists(glyph => glyph.Slanted is null && Quarter(glyph.Angle) != 0)
            ? new GlyphGrid(sketch.Glyphs.Where(glyph => glyph.Slanted is null))
            : null;
        return [.. text.Blocks.Select(block => new RecognizedBlock("flowing_text",
            block.Lines.All(line => line.IsSlanted) ? Slanted(block.Lines.SelectMany(line => line.Words)) : block.Box.PolygonInInches(),
            [new RecognizedParagraph([.. block.Lines.Select(Line)])]))];

        RecognizedLine Line(NativeLine line)
        {
            RecognizedWord[] words = [.. line.Words.Select(word => new RecognizedWord(word.Text, Polygon(word), null))];
            double[] polygon = line.IsSlanted ? Slanted(line.Words) : Turn(line.Box, line.Words[0].Box);
            return new RecognizedLine(string.Join(' ', words.Select(word => word.Text)), polygon, words);
        }

        double[] Polygon(NativeWord word) => word.Slant is null ? Turn(word.Box, word.Box) : Slanted([word]);

        double[] Turn(Box box, Box glyphsIn) => FromCorner(box.PolygonInInches(), turned is null ? 0 : Quarter(AngleIn(turned, glyphsIn)));
    }

    /// <summary>The rectangle around words along the line of the first one, in inches.</summary>
    private static double[] Slanted(IEnumerable<NativeWord> words)
    {
        WordSlant[] slants = [.. words.Select(word => word.Slant).OfType<WordSlant>()];
        return [.. new SlantedFrame(slants[0].Angle).Around(slants.Select(slant => slant.Corners))
            .Select(point => Math.Round(point / PdfPageSize.PointsPerInch, 4))];
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
