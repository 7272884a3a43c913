using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Configuration;

namespace OcrFunctions.Benchmarks;

/// <summary>Options of the command line.</summary>
/// <param name="Corpus">Folder of documents, with a <c>manifest.tsv</c> whose columns <c>file</c> and <c>language</c> are used.</param>
/// <param name="Output">Folder for texts and pages.</param>
/// <param name="Only">Parts of file names; a file is read if its name contains one of them. Empty: all.</param>
/// <param name="Fresh">Reads files again that have already been read.</param>
/// <param name="Engines">Engine processes.</param>
/// <param name="MaxPages">Maximum number of pages read of a document.</param>
internal sealed record CorpusOptions(string Corpus, string Output, IReadOnlyList<string> Only, bool Fresh, int Engines, int MaxPages)
{
    /// <summary>What the second recognizer reads.</summary>
    public SecondReaderMode SecondReader { get; init; } = new OcrOptions().SecondReader;

    /// <summary>Who reads first.</summary>
    public EngineChoice Engine { get; init; }

    public const string Usage = """
        Reads every document of a folder with the engine, as the product does, and writes what groups.py and score.py judge.

          dotnet run --project OcrFunctions.Benchmarks -- read CORPUS OUT [--fresh] [--engines N] [--pages N]
                [--second-reader off|doubtful|thorough] [--engine auto|tesseract|paddle] [NAME_PART ...]

        OUT/NAME.EXT.txt    text, pages parted by form feeds
        OUT/NAME.EXT.jsonl  one line a page: what the engine answered
        OUT/readings.tsv    one line a file: code or ok, pages, words, confidence, CPU milliseconds
        A file that has been read before is not read again without --fresh. Files with more than --pages pages (20) are cut there.
        """;

    public static CorpusOptions Parse(string corpus, string output, string[] rest)
    {
        var options = new CorpusOptions(Path.GetFullPath(corpus), Path.GetFullPath(output), [], false, Environment.ProcessorCount, 20);
        var only = new List<string>();
        for (int i = 0; i < rest.Length; i++)
            switch (rest[i])
            {
                case "--fresh":
                    options = options with { Fresh = true };
                    break;
                case "--engines" or "--pages" when i + 1 < rest.Length && int.TryParse(rest[i + 1], out int number) && number > 0:
                    options = rest[i] == "--engines" ? options with { Engines = number } : options with { MaxPages = number };
                    i++;
                    break;
                case "--second-reader" when i + 1 < rest.Length && Enum.TryParse(rest[i + 1], ignoreCase: true, out SecondReaderMode mode):
                    options = options with { SecondReader = mode };
                    i++;
                    break;
                case "--engine" when i + 1 < rest.Length && Enum.TryParse(rest[i + 1], ignoreCase: true, out EngineChoice engine):
                    options = options with { Engine = engine };
                    i++;
                    break;
                default:
                    only.Add(rest[i]);
                    break;
            }

        return options with { Only = only };
    }

    public bool Wants(string file) => Only.Count == 0 || Only.Any(part => file.Contains(part, StringComparison.OrdinalIgnoreCase));
}
