namespace OcrFunctions.Benchmarks;

/// <param name="Name">File name inside the corpus.</param>
/// <param name="Language">Tesseract codes.</param>
internal sealed record CorpusFile(string Name, string Language)
{
    /// <summary>File with the right text; null if there is none.</summary>
    public string? GroundTruth { get; init; }

    /// <summary>How it is compared: <c>nocase</c>, <c>nospace</c>, or neither.</summary>
    public string Score { get; init; } = "";

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
        int name = Column("file"), language = Column("language"), truth = Column("ground_truth"), score = Column("score");
        return [.. lines.Skip(1).Select(line => line.Split('\t')).Where(cells => cells.Length > Math.Max(name, language))
            .Select(cells => new CorpusFile(cells[name], Cell(cells, language) ?? "eng")
            {
                GroundTruth = Cell(cells, truth),
                Score = Cell(cells, score) ?? "",
            })];

        int Column(string title) => Array.IndexOf(head, title);

        static string? Cell(string[] cells, int column) =>
            column >= 0 && column < cells.Length && cells[column] is not ("-" or "") ? cells[column] : null;
    }
}
