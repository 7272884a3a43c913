namespace OcrFunctions.Engine.Recognition;

/// <summary>Puts lines found later where a reader would come upon them; the order of what was there stays.</summary>
internal static class LineInsertion
{
    /// <summary>Part of a line's height that another shares with it to be on the same row.</summary>
    private const double SameRow = 0.5;

    private const string Kind = "flowing_text";

    public static Reading Into(Reading reading, IEnumerable<ReadLine> lines)
    {
        var blocks = reading.Blocks.Select(block => (block.Kind, block.Box, Paragraphs: block.Paragraphs.Select(paragraph => paragraph.Lines.ToList()).ToList())).ToList();
        foreach (ReadLine line in lines.OrderBy(line => line.Box.Top))
        {
            ReadLine? before = Before(line, blocks.SelectMany(block => block.Paragraphs).SelectMany(paragraph => paragraph));
            int at = before is null ? -1 : blocks.FindIndex(block => block.Paragraphs.Exists(paragraph => paragraph.Contains(before)));
            if (at < 0)
            {
                blocks.Insert(0, (Kind, line.Box, [[line]]));
                continue;
            }

            List<ReadLine> paragraph = blocks[at].Paragraphs.Find(one => one.Contains(before!))!;
            paragraph.Insert(paragraph.IndexOf(before!) + 1, line);
            blocks[at] = blocks[at] with { Box = blocks[at].Box.Union(line.Box) };
        }

        return new Reading([.. blocks.Select(block => new ReadBlock(block.Kind, block.Box, [.. block.Paragraphs.Select(paragraph => new ReadParagraph(paragraph))]))]);
    }

    /// <summary>The nearest line to the left on the same row, or else the nearest one above.</summary>
    private static ReadLine? Before(ReadLine line, IEnumerable<ReadLine> others)
    {
        ReadLine[] all = [.. others];
        return all.Where(other => other.Box.Right <= line.Box.Left + line.Box.Height && other.Box.Intersect(line.Box with { Left = other.Box.Left }).Height >= SameRow * line.Box.Height).MaxBy(other => other.Box.Right)
            ?? all.Where(other => other.Box.Bottom <= line.Box.Top + SameRow * line.Box.Height && Math.Min(other.Box.Right, line.Box.Right) > Math.Max(other.Box.Left, line.Box.Left)).MaxBy(other => other.Box.Bottom)
            ?? all.Where(other => other.Box.Bottom <= line.Box.Top + SameRow * line.Box.Height).MaxBy(other => other.Box.Bottom);
    }
}
