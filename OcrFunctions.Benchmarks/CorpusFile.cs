namespace OcrFunctions.Benchmarks;

/// <param name="Name">File name inside the corpus.</param>
/// <param name="Language">Tesseract codes.</param>
internal sealed record CorpusFile(string Name, string Language)
{
    /// <summary>The files of a corpus: those in its manifest, or all files of a folder without a manifest, as English.</summary>
    public static IReadOnlyList<CorpusFile> In(string corpus)
    {
        string manifest = Path.Combine(corpus, "manifest.tsv");
        if (!File.Exists(manifest))
            return [.. Directory.GetFiles(corpus).Select(path => Path.GetFileName(path))
                .Where(name => !name.EndsWith(".txt", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
                .Select(name => new CorpusFile(name, "eng"))];
        string[] lines = File.ReadAllLines(manifest);
        string[] head = lines[0].Split('\t');
        int name = Array.IndexOf(head, "file"), language = Array.IndexOf(head, "language");
        return [.. lines.Skip(1).Select(line => line.Split('\t')).Where(cells => cells.Length > Math.Max(name, language))
            .Select(cells => new CorpusFile(cells[name], cells[language] is "-" or "" ? "eng" : cells[language]))];
    }
}
