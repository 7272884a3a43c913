namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>Brings slanted lines that stand below one another together.</summary>
internal static class SlantedBlocks
{
    /// <summary>Degrees by which lines of one block differ at most.</summary>
    private const double SameAngle = 1;

    /// <summary>Distance of two baselines over the font size, and ratio of the sizes.</summary>
    private const double MaxPitch = 1.8, MaxSizeRatio = 1.3;

    /// <param name="lines">In the order in which they are drawn.</param>
    /// <returns>Lines of each block from its first to its last.</returns>
    public static IEnumerable<IReadOnlyList<SlantedLine>> Of(IReadOnlyList<SlantedLine> lines)
    {
        var block = new List<SlantedLine>();
        foreach (SlantedLine line in lines)
        {
            if (block.Count > 0 && !Follows(block[^1], line))
            {
                yield return block;
                block = [];
            }

            block.Add(line);
        }

        if (block.Count > 0)
            yield return block;
    }

    private static bool Follows(SlantedLine above, SlantedLine below)
    {
        double pitch = above.Frame.Across(below.Glyphs[0].Slanted!.X, below.Glyphs[0].Slanted!.Y) - above.Baseline;
        (double large, double small) = (Math.Max(above.Size, below.Size), Math.Min(above.Size, below.Size));
        return Math.Abs(Math.IEEERemainder(above.Angle - below.Angle, 360)) <= SameAngle
            && large <= MaxSizeRatio * small && pitch > 0 && pitch <= MaxPitch * large
            && below.Ends.Start < above.Ends.End && above.Ends.Start < below.Ends.End;
    }
}
