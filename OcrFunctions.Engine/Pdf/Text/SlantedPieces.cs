using OcrFunctions.Engine.Pdf.Structure;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>Finds the words of a page that are pieces of its slanted lines.</summary>
internal sealed class SlantedPieces
{
    /// <summary>
    /// Shares of the font size: how far from a piece's box the middle of a letter's baseline may be, and how far its beginning from the
    /// edge where the piece begins.
    /// </summary>
    private const double Around = 0.35, AtEdge = 0.1;

    private readonly Dictionary<(int X, int Y), List<Letter>> _byCell = [];
    private readonly GlyphGrid _level;
    private readonly double _cell, _largest;

    /// <param name="lines">The slanted lines.</param>
    /// <param name="level">All other glyphs.</param>
    public SlantedPieces(IReadOnlyList<SlantedLine> lines, IEnumerable<SketchedGlyph> level)
    {
        _level = new GlyphGrid(level);
        _largest = lines.Max(line => line.Size);
        _cell = Math.Max(24, _largest / 4);
        foreach (SlantedLine line in lines)
            foreach (SketchedGlyph glyph in line.Glyphs)
            {
                var letter = new Letter(glyph, line);
                (int, int) cell = CellOf(letter.X, letter.Y);
                if (!_byCell.TryGetValue(cell, out List<Letter>? list))
                    _byCell.Add(cell, list = []);
                list.Add(letter);
            }
    }

    /// <summary>The words of a text that are pieces, each with the lines of its letters.</summary>
    public Dictionary<NativeWord, IReadOnlyList<SlantedLine>> In(NativeText text)
    {
        var pieces = new Dictionary<NativeWord, IReadOnlyList<SlantedLine>>(ReferenceEqualityComparer.Instance);
        foreach (NativeWord word in text.Words)
            if (Take(word) is { Count: > 0 } lines)
                pieces.Add(word, lines);
        return pieces;
    }

    /// <summary>The lines of a word's letters, one for each, which no other word gets then; empty where it is no piece.</summary>
    private List<SlantedLine> Take(NativeWord word)
    {
        string text = word.Text;
        List<Letter> letters = Spelling(word);
        if (letters.Sum(letter => letter.Text.Length) < text.Length
            || (IsSpelledBy(text, _level.In(word.Box)) && !BeginsAt(letters[0].Glyph.Slanted!, word.Box)))
            return [];
        letters.ForEach(letter => letter.IsTaken = true);
        return [.. letters.Select(letter => letter.Line)];
    }

    private IEnumerable<Letter> Near(Box box)
    {
        (int left, int top) = CellOf(box.Left - Around * _largest, box.Top - Around * _largest);
        (int right, int bottom) = CellOf(box.Right + Around * _largest, box.Bottom + Around * _largest);
        for (int x = left; x <= right; x++)
            for (int y = top; y <= bottom; y++)
                foreach (Letter letter in _byCell.GetValueOrDefault((x, y)) ?? [])
                    if (!letter.IsTaken && box.Grown(Around * letter.Glyph.Slanted!.Size).Contains(letter.X, letter.Y))
                        yield return letter;
    }

    /// <summary>Letters that spell a word, as far as there are such.</summary>
    private List<Letter> Spelling(NativeWord word)
    {
        List<Letter> left = [.. Near(word.Box).OrderBy(letter => letter.Glyph.Order)];
        var spelling = new List<Letter>();
        for (int at = 0; at < word.Text.Length;)
        {
            // The same letter may be near twice: the first is where the box begins, the others come next.
            int index = spelling.Count == 0
                ? left.FindIndex(letter => Fits(letter) && BeginsAt(letter.Glyph.Slanted!, word.Box))
                : left.FindIndex(letter => Fits(letter) && letter.Glyph.Order > spelling[^1].Glyph.Order);
            if (index < 0)
                index = left.FindIndex(Fits);
            if (index < 0)
                break;
            spelling.Add(left[index]);
            at += left[index].Text.Length;
            left.RemoveAt(index);

            bool Fits(Letter letter) => word.Text.AsSpan(at).StartsWith(letter.Text, StringComparison.Ordinal);
        }

        return spelling;
    }

    private static bool IsSpelledBy(string text, IEnumerable<SketchedGlyph> glyphs)
    {
        List<char> there = [.. glyphs.SelectMany(glyph => glyph.Text)];
        return text.All(there.Remove);
    }

    /// <summary>Whether poppler's box begins where a letter does, in any of its four directions.</summary>
    private static bool BeginsAt(SlantedPlace letter, Box box)
    {
        double off = Math.Min(Math.Min(Math.Abs(letter.X - box.Left), Math.Abs(letter.X - box.Right)),
            Math.Min(Math.Abs(letter.Y - box.Top), Math.Abs(letter.Y - box.Bottom)));
        return off <= AtEdge * letter.Size && Math.Max(box.Width, box.Height) > letter.Size / 2;
    }

    private (int X, int Y) CellOf(double x, double y) =>
        ((int)Math.Floor(Math.Clamp(x, -1e6, 1e6) / _cell), (int)Math.Floor(Math.Clamp(y, -1e6, 1e6) / _cell));

    private sealed class Letter
    {
        public Letter(SketchedGlyph glyph, SlantedLine line)
        {
            (Glyph, Line, Text) = (glyph, line, glyph.Text);
            (double sin, double cos) = Math.SinCos(glyph.Angle * Math.PI / 180);
            SlantedPlace place = glyph.Slanted!;
            (X, Y) = (place.X + cos * place.Advance / 2, place.Y + sin * place.Advance / 2);
        }

        public SketchedGlyph Glyph { get; }

        public SlantedLine Line { get; }

        public string Text { get; }

        /// <summary>Middle of its baseline, in points.</summary>
        public double X { get; }

        public double Y { get; }

        public bool IsTaken { get; set; }
    }
}
