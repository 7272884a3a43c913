using OcrFunctions.Engine.Pdf.Structure;

namespace OcrFunctions.Engine.Pdf.Text;

/// <summary>Puts words back that poppler drops: without slanted text it also leaves out the word that is drawn next.</summary>
internal static class LostWords
{
    /// <param name="text">The text without them.</param>
    /// <param name="all">All words, though not in whole lines.</param>
    public static NativeText PutBack(NativeText text, NativeText all)
    {
        Dictionary<NativeWord, int> there = text.Words.CountBy(word => word).ToDictionary();
        List<List<List<NativeWord>>> blocks =
            [.. text.Blocks.Select(block => block.Lines.Select(line => line.Words.ToList()).ToList())];
        NativeWord? before = null;
        foreach (NativeWord word in all.Words)
        {
            if (there.TryGetValue(word, out int count) && count > 0)
                there[word] = count - 1;
            else if (blocks.SelectMany(block => block).FirstOrDefault(line => SplitLines.IsPartOf(BoxOf(line), word.Box)) is { } line)
                line.Insert(line.Count(other => other.Box.Left < word.Box.Left), word);
            else
                blocks.Insert(blocks.FindIndex(block => before is not null && block.Exists(line => line.Contains(before))) + 1, [[word]]);
            before = word;
        }

        return new NativeText([.. blocks.Select(block => new NativeBlock([.. block.Select(line => new NativeLine(line))]))]);
    }

    private static Box BoxOf(List<NativeWord> line) => line.Select(word => word.Box).Aggregate((a, b) => a.Union(b));
}
