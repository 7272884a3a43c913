namespace OcrFunctions.Engine.Recognition;

/// <summary>Puts lines found later where a reader would come upon them; the order of what was there stays.</summary>
internal static class LineInsertion
{
    /// <summary>Part of a line's height that another shares with it to be on the same row.</summary>
    private const double SameRow = 0.5;

    /// <summary>Gap over the line's height up to which two pieces of a row are one line: a wide space, not the space between columns.</summary>
    private const double SameLine = 1.5;

    private const string Kind = "flowing_text";

    public static Reading Into(Reading reading, IEnumerable<ReadLine> lines)
    {
        var blocks = reading.Blocks.Select(block => (block.Kind, block.Box, Paragraphs: block.Paragraphs.Select(paragraph => paragraph.Lines.ToList()).ToList())).ToList();
        foreach (ReadLine line in lines.OrderBy(line => line.Box.Top))
        {
            (ReadLine? neighbour, int offset) = Neighbour(line, [.. blocks.SelectMany(block => block.Paragraphs).SelectMany(paragraph => paragraph)]);
            int at = neighbour is null ? -1 : blocks.FindIndex(block => block.Paragraphs.Exists(paragraph => paragraph.Contains(neighbour)));
            if (at < 0)
            {
                blocks.Insert(0, (Kind, line.Box, [[line]]));
                continue;
            }

            List<ReadLine> paragraph = blocks[at].Paragraphs.Find(one => one.Contains(neighbour!))!;
            int place = paragraph.IndexOf(neighbour!);
            if (AreOneLine(neighbour!, line))
                paragraph[place] = offset == 0 ? Joined(line, neighbour!) : Joined(neighbour!, line);
            else
                paragraph.Insert(place + offset, line);
            blocks[at] = blocks[at] with { Box = blocks[at].Box.Union(line.Box) };
        }

        return new Reading([.. blocks.Select(block => new ReadBlock(block.Kind, block.Box, [.. block.Paragraphs.Select(paragraph => new ReadParagraph(paragraph))]))]);
    }

    private static bool AreOneLine(ReadLine a, ReadLine b) =>
        a.Box.SharedHeight(b.Box) >= SameRow * b.Box.Height
        && Math.Max(a.Box.Left, b.Box.Left) - Math.Min(a.Box.Right, b.Box.Right) <= SameLine * Math.Min(a.Box.Height, b.Box.Height);

    private static ReadLine Joined(ReadLine left, ReadLine right) => new($"{left.Text} {right.Text}", left.Box.Union(right.Box), [.. left.Words, .. right.Words]);

    /// <summary>The line that a reader has just read (1), or reads next (0): on the same row to the left or to the right, or else above.</summary>
    private static (ReadLine? Line, int Offset) Neighbour(ReadLine line, ReadLine[] others)
    {
        Box box = line.Box;
        ReadLine[] row = [.. others.Where(other => other.Box.SharedHeight(box) >= SameRow * box.Height)];
        if (row.Where(other => other.Box.Right <= box.Left + box.Height).MaxBy(other => other.Box.Right) is { } left)
            return (left, 1);
        if (row.Where(other => other.Box.Left >= box.Right - box.Height).MinBy(other => other.Box.Left) is { } right)
            return (right, 0);
        ReadLine[] above = [.. others.Where(other => other.Box.Bottom <= box.Top + SameRow * box.Height)];
        return (above.Where(other => Math.Min(other.Box.Right, box.Right) > Math.Max(other.Box.Left, box.Left)).MaxBy(other => other.Box.Bottom) ?? above.MaxBy(other => other.Box.Bottom), 1);
    }
}
