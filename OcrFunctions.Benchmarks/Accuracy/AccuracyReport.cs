using System.Globalization;
using System.Text.Json;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Infrastructure;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Benchmarks.Accuracy;

/// <summary>
/// How often words are right, and how far their confidence says so: every document is judged by a model that was fitted on the others.
/// </summary>
internal static class AccuracyReport
{
    public const string Usage = """
          accuracy CORPUS OUT [--fit FILE]   errors, reliability, review curves and cost, with the second reader off, doubtful and thorough,
                                             and of the engine paddle; --fit writes the confidence model fitted on all documents
        """;

    /// <summary>The engine paddle reads the documents in its languages only.</summary>
    private static readonly (string Name, SecondReaderMode Mode, EngineChoice Engine)[] Readings =
    [
        ("off", SecondReaderMode.Off, EngineChoice.Auto),
        ("doubtful", SecondReaderMode.Doubtful, EngineChoice.Auto),
        ("thorough", SecondReaderMode.Thorough, EngineChoice.Auto),
        ("paddle", SecondReaderMode.Off, EngineChoice.Paddle),
    ];

    private static readonly JsonSerializerOptions Indented = new(PipelineJson.Options) { WriteIndented = true };

    public static async Task<int> RunAsync(string corpus, string output, string[] rest)
    {
        var readings = new Dictionary<string, IReadOnlyList<LabeledDocument>>();
        foreach ((string name, SecondReaderMode mode, EngineChoice engine) in Readings)
        {
            string folder = Path.Combine(output, name);
            string[] files = [.. CorpusFile.In(corpus).Where(file => file.GroundTruth is not null).Select(file => file.Name)];
            await CorpusReading.RunAsync(
                CorpusOptions.Parse(corpus, folder, []) with { SecondReader = mode, Engine = engine, Only = files }, TextWriter.Null);
            readings[name] = LabeledDocument.Read(corpus, folder);
        }

        LabeledDocument[] all = [.. readings.Values.SelectMany(documents => documents)];
        Dictionary<int, ConfidenceModel> withoutFamily = all.Select(document => document.Family).Distinct()
            .ToDictionary(family => family, family => ConfidenceFit.Fit([.. all.Where(document => document.Family != family)]));
        string report = string.Join('\n', Report(readings, withoutFamily));
        Console.WriteLine(report);
        await File.WriteAllTextAsync(Path.Combine(output, "accuracy.md"), report);
        var curves = readings.Where(reading => reading.Key != "paddle")
            .ToDictionary(reading => reading.Key, reading => Judged(reading.Value, withoutFamily).ToList());
        await File.WriteAllTextAsync(Path.Combine(output, "accuracy.svg"), CurvePicture.Of(curves));
        if (rest is ["--fit", var file])
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(ConfidenceFit.Fit(all), Indented) + "\n");
        return 0;
    }

    private static IEnumerable<string> Report(
        Dictionary<string, IReadOnlyList<LabeledDocument>> readings, Dictionary<int, ConfidenceModel> models)
    {
        yield return "| second reader | words | wrong | replaced | calibration error | Brier score (Tesseract's own confidence) "
            + "| errors fixed or among the first 2, 5, 10, 15 % | pages within 0.05 | CPU s a page |";
        yield return "|---|---|---|---|---|---|---|---|---|";
        foreach ((string name, IReadOnlyList<LabeledDocument> documents) in readings)
        {
            var words = Judged(documents, models).ToList();
            var reliability = Reliability.Of(words.Select(word => (word.Confidence, word.Label.IsRight)));
            var own = Reliability.Of(words.Select(word => (word.Label.Word.Confidence ?? 0, word.Label.FirstIsRight)));
            LabeledWord[] replaced = [.. words.Select(word => word.Label).Where(label => label.Word.Reader is not null)];
            string curve = string.Join(' ', ReviewCurve.Shares.Select(share => Number(ReviewCurve.Found(words, share), 2)));
            string interval = Interval(documents, sample => ReviewCurve.Found([.. Judged(sample, models)], ReviewCurve.Shares[1]));
            yield return string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {words.Count} | {words.Count(word => !word.Label.IsRight)} "
                    + $"| {replaced.Count(one => one is { IsRight: true, FirstIsRight: false })} fixed, "
                    + $"{replaced.Count(one => one is { IsRight: false, FirstIsRight: true })} spoiled of {replaced.Length} "
                    + $"| {Number(reliability.CalibrationError, 4)} | {Number(reliability.Brier, 4)} ({Number(own.Brier, 4)}) "
                    + $"| {curve} (at 5 %: {interval}) | {Number(PagesWithin(documents, models), 2)} "
                    + $"| {Number(CpuSeconds(documents), 2)} |");
        }

        foreach ((string name, IReadOnlyList<LabeledDocument> documents) in readings)
        {
            yield return $"\nReliability, {name}\n\n| confidence | right | words |\n|---|---|---|";
            var words = Judged(documents, models).Select(word => (word.Confidence, word.Label.IsRight));
            foreach (ReliabilityBin bin in Reliability.Of(words).Bins)
                yield return $"| {Number(bin.Confidence, 3)} | {Number(bin.Right, 3)} | {bin.Words} |";
        }
    }

    /// <summary>Words with the confidence by a model that does not know their document's family.</summary>
    private static IEnumerable<(double Confidence, LabeledWord Label)> Judged(
        IEnumerable<LabeledDocument> documents, Dictionary<int, ConfidenceModel> models) =>
        documents.SelectMany(document => document.Lenient.Select(label =>
            (models[document.Family].Of(label.Word, label.Context, document.Pages[0].Language), label)));

    /// <summary>Share of documents whose mean confidence is within 0.05 of their share of right words.</summary>
    private static double PagesWithin(IReadOnlyList<LabeledDocument> documents, Dictionary<int, ConfidenceModel> models)
    {
        LabeledDocument[] recognized = [.. documents.Where(document => document.Lenient.Count > 0)];
        return recognized.Average(document => Math.Abs(Expected(document) - Right(document)) <= 0.05 ? 1.0 : 0);

        double Expected(LabeledDocument document) => Judged([document], models).Average(word => word.Confidence);

        static double Right(LabeledDocument document) => document.Lenient.Average(label => label.IsRight ? 1.0 : 0);
    }

    private static double CpuSeconds(IReadOnlyList<LabeledDocument> documents) =>
        documents.SelectMany(document => document.Pages).Average(page => page.CpuMilliseconds) / 1_000.0;

    /// <summary>From the 5th to the 95th percentile of a figure over documents drawn with replacement.</summary>
    private static string Interval(IReadOnlyList<LabeledDocument> documents, Func<LabeledDocument[], double> figure)
    {
        const int draws = 200;
        // The same draws in every run: the report must not change by itself.
        var random = new Random(1);
        double[] figures = [.. Enumerable.Range(0, draws)
            .Select(_ => figure([.. documents.Select(_ => documents[random.Next(documents.Count)])])).Order()];
        return $"{Number(figures[draws / 20], 2)} to {Number(figures[^(draws / 20)], 2)}";
    }

    private static string Number(double value, int digits) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);
}
