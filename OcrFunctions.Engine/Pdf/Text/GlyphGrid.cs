using OcrFunctions.Engine.Pdf.Structure;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>Finds boxes by place without looking at all of them.</summary>
internal sealed class GlyphGrid
{
    private const double Cell = 24;

    private readonly Dictionary<(int X, int Y), List<SketchedGlyph>> _byCenter = [];

    public GlyphGrid(IEnumerable<SketchedGlyph> glyphs)
    {
        foreach (SketchedGlyph glyph in glyphs)
            Add(_byCenter, (Index(glyph.Box.CenterX), Index(glyph.Box.CenterY)), glyph);
    }

    /// <summary>The font of most glyphs in a box; empty where there is none, or it has no name.</summary>
    public string FontIn(Box box) => In(box).GroupBy(glyph => glyph.Font).MaxBy(font => font.Count())?.Key ?? "";

    /// <summary>Glyphs whose center lies in a box.</summary>
    public IEnumerable<SketchedGlyph> In(Box box) => CellsOf(box)
        .SelectMany(cell => _byCenter.GetValueOrDefault(cell) ?? [])
        .Where(glyph => box.Contains(glyph.Box.CenterX, glyph.Box.CenterY));

    private static IEnumerable<(int X, int Y)> CellsOf(Box box)
    {
        for (int x = Index(box.Left); x <= Index(box.Right); x++)
            for (int y = Index(box.Top); y <= Index(box.Bottom); y++)
                yield return (x, y);
    }

    private static int Index(double value) => (int)Math.Floor(Math.Clamp(value, -1e6, 1e6) / Cell);

    private static void Add(Dictionary<(int X, int Y), List<SketchedGlyph>> cells, (int X, int Y) cell, SketchedGlyph glyph)
    {
        if (!cells.TryGetValue(cell, out List<SketchedGlyph>? list))
            cells.Add(cell, list = []);
        list.Add(glyph);
    }
}
