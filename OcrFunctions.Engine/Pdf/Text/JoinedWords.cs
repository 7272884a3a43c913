using OcrFunctions.Engine.Pdf.Structure;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>
/// Joins what stands together on a line. Where the font or its size changes poppler begins a new word, though the footnote mark of a
/// name, or the large first letter of a chapter, is part of it.
/// </summary>
internal static class JoinedWords
{
    /// <summary>Gap over the height of the smaller word below which there is no space between two.</summary>
    private const double NoSpace = 0.05;

    /// <summary>Share of the smaller word's height that two share where they stand on one line.</summary>
    private const double SameLine = 0.3;

    public static NativeText Join(NativeText text) => new([.. text.Blocks
        .Select(block => new NativeBlock([.. block.Lines.Select(line => line.IsSlanted ? line : new NativeLine(Of(line.Words)))]))]);

    private static List<NativeWord> Of(IReadOnlyList<NativeWord> words)
    {
        var joined = new List<NativeWord>(words.Count);
        foreach (NativeWord word in words)
        {
            if (joined.Count > 0 && StandTogether(joined[^1].Box, word.Box))
                joined[^1] = new NativeWord(joined[^1].Text + word.Text, joined[^1].Box.Union(word.Box));
            else
                joined.Add(word);
        }

        return joined;
    }

    private static bool StandTogether(Box left, Box right)
    {
        double height = Math.Min(left.Height, right.Height);
        return Math.Abs(right.Left - left.Right) < NoSpace * height
            && left.Intersection(right with { Left = left.Left, Right = left.Right }).Height >= SameLine * height;
    }
}
