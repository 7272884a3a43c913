using OcrFunctions.Engine.Geometry;
using OcrFunctions.Engine.Ocr;

namespace OcrFunctions.Engine.Recognition;

/// <summary>Inserts lines found later at their place in the reading order; the order of the others stays.</summary>
internal static class LineInsertion
{
    /// <summary>Fraction of a line's height that another must share to be on the same row.</summary>
    private const double SameRow = 0.5;

    /// <summary>Gap over the line's height up to which two parts of a row are one line: a wide space, not a column gap.</summary>
    private const double SameLine = 1.5;

    private const string Kind = "flowing_text";

    public static OcrResult Into(OcrResult result, IEnumerable<OcrLine> lines)
    {
        var blocks = result.Blocks
            .Select(block => (block.Kind, block.Box, Paragraphs: block.Paragraphs.Select(paragraph => paragraph.Lines.ToList()).ToList()))
            .ToList();
        foreach (OcrLine line in lines.OrderBy(line => line.Box.Top))
        {
            OcrLine[] others = [.. blocks.SelectMany(block => block.Paragraphs).SelectMany(paragraph => paragraph)];
            (OcrLine? neighbor, int offset) = Neighbor(line, others);
            int at = neighbor is null ? -1 : blocks.FindIndex(block => block.Paragraphs.Exists(paragraph => paragraph.Contains(neighbor)));
            if (at < 0)
            {
                blocks.Insert(0, (Kind, line.Box, [[line]]));
                continue;
            }

            List<OcrLine> paragraph = blocks[at].Paragraphs.Find(one => one.Contains(neighbor!))!;
            int index = paragraph.IndexOf(neighbor!);
            if (AreOneLine(neighbor!, line))
                paragraph[index] = offset == 0 ? Joined(line, neighbor!) : Joined(neighbor!, line);
            else
                paragraph.Insert(index + offset, line);
            blocks[at] = blocks[at] with { Box = blocks[at].Box.Union(line.Box) };
        }

        return new OcrResult([.. blocks.Select(block =>
            new OcrBlock(block.Kind, block.Box, [.. block.Paragraphs.Select(paragraph => new OcrParagraph(paragraph))]))]);
    }

    private static bool AreOneLine(OcrLine a, OcrLine b) =>
        a.Box.SharedHeight(b.Box) >= SameRow * b.Box.Height
        && Math.Max(a.Box.Left, b.Box.Left) - Math.Min(a.Box.Right, b.Box.Right) <= SameLine * Math.Min(a.Box.Height, b.Box.Height);

    private static OcrLine Joined(OcrLine left, OcrLine right) =>
        new($"{left.Text} {right.Text}", left.Box.Union(right.Box), [.. left.Words, .. right.Words]);

    /// <summary>
    /// The line that comes before (offset 1) or after (0) in reading order: on the same row to the left or to the right, or else above.
    /// </summary>
    private static (OcrLine? Line, int Offset) Neighbor(OcrLine line, OcrLine[] others)
    {
        BoundingBox box = line.Box;
        OcrLine[] row = [.. others.Where(other => other.Box.SharedHeight(box) >= SameRow * box.Height)];
        if (row.Where(other => other.Box.Right <= box.Left + box.Height).MaxBy(other => other.Box.Right) is { } left)
            return (left, 1);
        if (row.Where(other => other.Box.Left >= box.Right - box.Height).MinBy(other => other.Box.Left) is { } right)
            return (right, 0);
        OcrLine[] above = [.. others.Where(other => other.Box.Bottom <= box.Top + SameRow * box.Height)];
        OcrLine[] sameColumn = [.. above.Where(other => Math.Min(other.Box.Right, box.Right) > Math.Max(other.Box.Left, box.Left))];
        return (sameColumn.MaxBy(other => other.Box.Bottom) ?? above.MaxBy(other => other.Box.Bottom), 1);
    }
}
