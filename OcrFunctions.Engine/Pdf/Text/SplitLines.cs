using OcrFunctions.Engine.Pdf.Structure;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>Joins lines that poppler split because a word that is left out stood at the place of another.</summary>
internal static class SplitLines
{
    /// <summary>Share of the lower line's height that both share.</summary>
    private const double SameRow = 0.7;

    /// <summary>Gap over the height up to which it is a space between words.</summary>
    private const double MaxGap = 0.8;

    public static NativeText Join(NativeText text)
    {
        var blocks = new List<NativeBlock>();
        foreach (NativeBlock block in text.Blocks)
        {
            var lines = new List<NativeLine>();
            foreach (NativeLine line in block.Lines)
            {
                if (lines.Count > 0 && Follows(lines[^1], line))
                    lines[^1] = Joined(lines[^1], line);
                else if (lines.Count == 0 && blocks.Count > 0 && Follows(blocks[^1].Lines[^1], line))
                    blocks[^1] = new NativeBlock([.. blocks[^1].Lines.SkipLast(1), Joined(blocks[^1].Lines[^1], line)]);
                else
                    lines.Add(line);
            }

            if (lines.Count > 0)
                blocks.Add(new NativeBlock(lines));
        }

        return new NativeText(blocks);
    }

    private static NativeLine Joined(NativeLine left, NativeLine right) => new([.. left.Words, .. right.Words]);

    private static bool Follows(NativeLine first, NativeLine second)
    {
        if (first.IsSlanted || second.IsSlanted)
            return false;
        return IsBehind(first.Box, second.Box);
    }

    /// <summary>Whether a word stands in a level line or is its next or former one.</summary>
    public static bool IsPartOf(Box line, Box word) => IsBehind(line, word) || IsBehind(word, line)
        || (IsOnRow(line, word) && word.CenterX > line.Left && word.CenterX < line.Right);

    private static bool IsBehind(Box left, Box right) =>
        IsOnRow(left, right) && right.Left - left.Right is var gap && gap >= 0 && gap <= MaxGap * Math.Min(left.Height, right.Height);

    private static bool IsOnRow(Box left, Box right)
    {
        double height = Math.Min(left.Height, right.Height);
        return Math.Min(left.Bottom, right.Bottom) - Math.Max(left.Top, right.Top) >= SameRow * height;
    }
}
