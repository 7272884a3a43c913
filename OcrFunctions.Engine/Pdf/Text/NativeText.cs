using OcrFunctions.Engine.Pdf.Structure;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>A page's text layer in reading order.</summary>
internal sealed record NativeText(IReadOnlyList<NativeBlock> Blocks)
{
    public static NativeText None { get; } = new([]);

    public IEnumerable<NativeWord> Words => Blocks.SelectMany(block => block.Lines).SelectMany(line => line.Words);

    /// <summary>Number of its letters and digits.</summary>
    public int Letters => Words.Sum(word => word.Text.Count(char.IsLetterOrDigit));

    /// <summary>The layer with only these words; lines and blocks that lose all of theirs go too.</summary>
    public NativeText Where(Func<NativeWord, bool> keep) => new([.. Blocks
        .Select(block => new NativeBlock([.. block.Lines
            .Select(line => new NativeLine([.. line.Words.Where(keep)]))
            .Where(line => line.Words.Count > 0)]))
        .Where(block => block.Lines.Count > 0)]);
}

internal sealed record NativeBlock(IReadOnlyList<NativeLine> Lines)
{
    public Box Box => Lines.Select(line => line.Box).Aggregate((a, b) => a.Union(b));
}

internal sealed record NativeLine(IReadOnlyList<NativeWord> Words)
{
    public Box Box => Words.Select(word => word.Box).Aggregate((a, b) => a.Union(b));

    public bool IsSlanted => Words[0].Slant is not null;
}

/// <param name="Text">Never blank.</param>
/// <param name="Box">The smallest upright box around it, in points as a viewer shows the page.</param>
/// <param name="Slant">More about where it is, if it runs neither across the page nor down it: then much else stands in its box.</param>
internal sealed record NativeWord(string Text, Box Box, WordSlant? Slant = null)
{
    /// <summary>Upright boxes that hold it and little else.</summary>
    public IReadOnlyList<Box> Places => Slant?.Letters ?? [Box];
}

/// <param name="Angle">Degrees clockwise from upright that its line runs.</param>
/// <param name="Corners">Its rectangle along its line, clockwise from where reading begins: x, y and so on, in points.</param>
/// <param name="Letters">Upright boxes around its letters, in points.</param>
/// <param name="Font">Name of its font; empty where it has none.</param>
/// <param name="IsHidden">Whether most of its letters are drawn without ink, or covered, or white on white.</param>
internal sealed record WordSlant(double Angle, double[] Corners, IReadOnlyList<Box> Letters, string Font, bool IsHidden);
