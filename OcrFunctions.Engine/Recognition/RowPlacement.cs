using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Ocr;

namespace OcrFunctions.Engine.Recognition;

/// <summary>
/// Puts each joined row at the place of its first part, unless only a later one is in order with the lines around it. Of a block whose
/// lines were mostly parts of rows elsewhere, such as a column of amounts, the lines between go with the rows beside which they stood.
/// </summary>
internal sealed class RowPlacement
{
    /// <summary>Distance, over the height of a line, up to which the next line is directly below it.</summary>
    private const double Below = 2;

    private readonly OcrResult _result;

    /// <summary>What is now at the place of a line that is not as it was: a row with lines around it, or nothing.</summary>
    private readonly Dictionary<OcrLine, List<OcrLine>> _places = new(ReferenceEqualityComparer.Instance);

    /// <summary>For each part of a row that is elsewhere, the part at whose place it is.</summary>
    private readonly Dictionary<OcrLine, OcrLine> _homes = new(ReferenceEqualityComparer.Instance);

    private RowPlacement(OcrResult result, IEnumerable<OcrLine[]> rows)
    {
        _result = result;
        OcrLine[] lines = [.. result.Lines];
        foreach (OcrLine[] row in rows)
        {
            OcrLine home = Array.Find(row, part => IsInOrder(lines, Array.FindIndex(lines, line => ReferenceEquals(line, part)))) ?? row[0];
            foreach (OcrLine part in row)
            {
                bool isHome = ReferenceEquals(part, home);
                _places.Add(part, isHome ? [Joined(row)] : []);
                if (!isHome)
                    _homes.Add(part, home);
            }
        }
    }

    /// <param name="result">What was read.</param>
    /// <param name="rows">Lines of it that are one row, from left to right; at least two each, none twice.</param>
    public static OcrResult Apply(OcrResult result, IEnumerable<OcrLine[]> rows)
    {
        var placement = new RowPlacement(result, rows);
        foreach (OcrBlock block in result.Blocks)
            placement.MoveRest(block);
        return new OcrResult([.. placement._result.Blocks.Select(placement.Rebuilt).OfType<OcrBlock>()]);
    }

    /// <summary>Whether the line before one in reading order is directly above it, or the line after it directly below.</summary>
    private static bool IsInOrder(OcrLine[] lines, int index) =>
        (index > 0 && IsBelow(lines[index - 1].Box, lines[index].Box))
        || (index + 1 < lines.Length && IsBelow(lines[index].Box, lines[index + 1].Box));

    private static bool IsBelow(BoundingBox line, BoundingBox next) =>
        next.Top > (line.Top + line.Bottom) / 2 && next.Top - line.Bottom <= Below * line.Height
        && next.Left < line.Right && next.Right > line.Left;

    /// <summary>Lines of a block that were above, between or closely below parts of rows that are in other blocks now.</summary>
    private void MoveRest(OcrBlock block)
    {
        OcrLine[] lines = [.. block.Paragraphs.SelectMany(paragraph => paragraph.Lines)];
        OcrLine[] parts = [.. lines.Where(_homes.ContainsKey)], rest = [.. lines.Where(line => !_places.ContainsKey(line))];
        if (parts.Length + rest.Length < lines.Length || rest.Length > parts.Length)
            return;
        foreach (OcrLine line in rest)
        {
            OcrLine part = parts.MinBy(other => Math.Abs(other.Box.Top - line.Box.Top))!;
            if (line.Box.Top - parts.Max(other => other.Box.Bottom) > line.Box.Height)
                continue;
            List<OcrLine> place = _places[_homes[part]];
            place.Insert(place.FindLastIndex(other => other.Box.Top < line.Box.Top) + 1, line);
            _places.Add(line, []);
        }
    }

    private OcrBlock? Rebuilt(OcrBlock block)
    {
        if (!block.Paragraphs.SelectMany(paragraph => paragraph.Lines).Any(_places.ContainsKey))
            return block;
        OcrParagraph[] paragraphs = [.. block.Paragraphs
            .Select(paragraph => new OcrParagraph([.. paragraph.Lines.SelectMany(line => _places.GetValueOrDefault(line, [line]))]))
            .Where(paragraph => paragraph.Lines.Count > 0)];
        return paragraphs.Length == 0
            ? null
            : new OcrBlock(
                block.Kind, BoundingBox.Around(paragraphs.SelectMany(paragraph => paragraph.Lines).Select(line => line.Box)), paragraphs);
    }

    private static OcrLine Joined(OcrLine[] row) => new(
        string.Join(' ', row.Select(part => part.Text)),
        BoundingBox.Around(row.Select(part => part.Box)),
        [.. row.SelectMany(part => part.Words)]);
}
