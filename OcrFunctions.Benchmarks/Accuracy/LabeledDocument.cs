using System.Text.Json;
using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Benchmarks.Accuracy;

/// <summary>A document of the corpus as it was read, with a label for every recognized word.</summary>
/// <param name="Name">Its file.</param>
/// <param name="Family">Documents made from one page have the same: they are left out together.</param>
/// <param name="Weight">1 over the documents of its family.</param>
/// <param name="Pages">As the engine read them.</param>
/// <param name="Lenient">Recognized words; only letters and digits count.</param>
/// <param name="Strict">The same words; marks count, too.</param>
internal sealed record LabeledDocument(
    string Name, int Family, double Weight, IReadOnlyList<RecognizedPage> Pages, IReadOnlyList<LabeledWord> Lenient,
    IReadOnlyList<LabeledWord> Strict)
{
    /// <summary>Share of the words of two ground truths that makes them one family.</summary>
    private const double SameFamily = 0.5;

    /// <summary>Languages of old print, whose ground truths have modern spellings for some letters.</summary>
    public bool IsOldPrint => Pages.Any(page => page.Language.Split('+').Contains("frk"));

    /// <summary>The documents of a corpus that have a ground truth and were read into a folder.</summary>
    /// <param name="corpus">Folder with <c>manifest.tsv</c> and the ground truths.</param>
    /// <param name="readings">Folder that <c>read</c> wrote.</param>
    public static IReadOnlyList<LabeledDocument> Read(string corpus, string readings)
    {
        var files = CorpusFile.In(corpus).Where(file => file.GroundTruth is not null && File.Exists(Jsonl(file))).ToList();
        string[] truths = [.. files.Select(file => File.ReadAllText(Path.Combine(corpus, file.GroundTruth!)))];
        int[] families = Families([.. truths.Select(truth => GroundTruth.Words(truth).ToHashSet(StringComparer.Ordinal))]);
        return [.. files.Select((file, i) =>
            Document(file, truths[i], families[i], 1.0 / families.Count(family => family == families[i])))];

        string Jsonl(CorpusFile file) => Path.Combine(readings, file.Name + ".jsonl");

        LabeledDocument Document(CorpusFile file, string truth, int family, double weight)
        {
            RecognizedPage[] pages = [.. File.ReadLines(Jsonl(file))
                .Select(line => JsonSerializer.Deserialize<RecognizedPage>(line, ProtocolJson.Options)!)];
            return new LabeledDocument(file.Name, family, weight, pages, Labels(lenient: true), Labels(lenient: false));

            LabeledWord[] Labels(bool lenient) =>
                [.. WordLabels.Of(pages, truth, lenient, file.Score).Where(label => !label.Word.IsNative)];
        }
    }

    private static int[] Families(HashSet<string>[] words)
    {
        int[] families = new int[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            int same = Array.FindIndex(words, 0, i, other => Similarity(words[i], other) >= SameFamily);
            families[i] = same < 0 ? i : families[same];
        }

        return families;
    }

    /// <summary>Common words over those of the smaller text.</summary>
    private static double Similarity(HashSet<string> one, HashSet<string> other) =>
        (double)one.Count(other.Contains) / Math.Max(1, Math.Min(one.Count, other.Count));
}
