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
}

/// <param name="Text">Never blank.</param>
/// <param name="Box">Where it is, in points as a viewer shows the page.</param>
internal sealed record NativeWord(string Text, Box Box);
