using OcrFunctions.Engine.Pdf.Structure;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>
/// Puts whole slanted lines in the place of what poppler makes of them: it knows four directions only and breaks all others into pieces of
/// one letter or two, which also break the level lines that they cross.
/// </summary>
internal static class SlantedText
{
    /// <summary>Share of a line's glyphs that poppler must have too: it leaves out what a viewer does not show.</summary>
    private const double MinFound = 0.8;

    /// <summary>More are a map or an attack: every piece is compared with the letters around it.</summary>
    private const int MaxGlyphs = 20_000;

    /// <param name="text">As poppler reads it.</param>
    /// <param name="sketch">The page's glyphs.</param>
    /// <param name="readLevel">Reads the text that poppler does not take for slanted.</param>
    public static NativeText Put(NativeText text, PageSketch sketch, Func<NativeText> readLevel)
    {
        List<SketchedGlyph> glyphs = [.. sketch.Glyphs.Where(glyph => glyph.Slanted is not null && glyph.Text.Length > 0)];
        if (glyphs.Count is 0 or > MaxGlyphs)
            return text;
        List<SlantedLine> lines = [.. SlantedLines.Of(glyphs)];
        Dictionary<NativeWord, IReadOnlyList<SlantedLine>> pieces = PiecesOf(text);
        Dictionary<SlantedLine, int> found = pieces.Values.SelectMany(taken => taken).CountBy(line => line).ToDictionary();
        HashSet<SlantedLine> whole = [.. lines.Where(line => found.GetValueOrDefault(line) >= MinFound * line.Glyphs.Count)];
        if (whole.Count == 0)
            return text;

        NativeText level = Level(Without(text, pieces));
        List<NativeBlock> others = [.. level.Blocks];
        ILookup<int, NativeBlock> blocks = SlantedBlocks.Of([.. lines.Where(whole.Contains)])
            .Select(block => new NativeBlock([.. block.Select(line => line.Words())]))
            .ToLookup(block => PlaceOf(block, others));
        return new NativeText([.. blocks[-1], .. others.SelectMany((block, i) => blocks[i].Prepend(block))]);

        Dictionary<NativeWord, IReadOnlyList<SlantedLine>> PiecesOf(NativeText all) =>
            new SlantedPieces(lines, sketch.Glyphs.Where(glyph => glyph.Slanted is null)).In(all);

        NativeText Without(NativeText all, Dictionary<NativeWord, IReadOnlyList<SlantedLine>> taken) =>
            all.Where(word => !taken.TryGetValue(word, out IReadOnlyList<SlantedLine>? from) || !whole.Contains(from[0]));

        // Read without slanted text, level lines are whole; but nothing may be lost that is in no slanted line either.
        NativeText Level(NativeText rest)
        {
            NativeText read = readLevel();
            read = LostWords.PutBack(Without(read, PiecesOf(read)), rest);
            return SplitLines.Join(read.Letters == rest.Letters ? read : rest);
        }
    }

    /// <summary>
    /// The index of the block behind which a slanted one is read: the last that begins above its middle in the same columns; -1 where
    /// there is none.
    /// </summary>
    private static int PlaceOf(NativeBlock slanted, List<NativeBlock> level) => level.FindLastIndex(block =>
        block.Box is var box && slanted.Box is var place
            && box.Top < place.CenterY && box.Left < place.Right && box.Right > place.Left);
}
