using OcrFunctions.Engine.Pdf.Structure;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>Finds boxes by place without looking at all of them.</summary>
internal sealed class GlyphGrid
{
    private const double Cell = 24;

    private readonly Dictionary<(int X, int Y), List<SketchedGlyph>> _byCenter = [], _byCell = [];

    public GlyphGrid(IEnumerable<SketchedGlyph> glyphs)
    {
        foreach (SketchedGlyph glyph in glyphs)
        {
            Add(_byCenter, (Index(glyph.Box.CenterX), Index(glyph.Box.CenterY)), glyph);
            foreach ((int X, int Y) cell in CellsOf(glyph.Box))
                Add(_byCell, cell, glyph);
        }
    }

    /// <summary>Glyphs whose center lies in a box.</summary>
    public (int Seen, int Hidden) Count(Box box)
    {
        int seen = 0, hidden = 0;
        foreach (SketchedGlyph glyph in In(box))
            _ = glyph.Hidden ? hidden++ : seen++;
        return (seen, hidden);
    }

    /// <summary>Glyphs whose center lies in a box.</summary>
    public IEnumerable<SketchedGlyph> In(Box box) => CellsOf(box)
        .SelectMany(cell => _byCenter.GetValueOrDefault(cell) ?? [])
        .Where(glyph => box.Contains(glyph.Box.CenterX, glyph.Box.CenterY));

    /// <summary>Whether any box covers a point.</summary>
    public bool Covers(double x, double y) =>
        _byCell.TryGetValue((Index(x), Index(y)), out List<SketchedGlyph>? glyphs) && glyphs.Exists(glyph => glyph.Box.Contains(x, y));

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
