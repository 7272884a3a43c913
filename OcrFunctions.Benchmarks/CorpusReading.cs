using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Pipeline.Pages;

namespace OcrFunctions.Benchmarks;

/// <summary>Reads a corpus, one engine per core, and records the outcome of each file.</summary>
internal static class CorpusReading
{
    /// <param name="options">What is read.</param>
    /// <param name="log">Receives the line of each file.</param>
    public static async Task<int> RunAsync(CorpusOptions options, TextWriter log)
    {
        Directory.CreateDirectory(options.Output);
        using var engines = new LocalEngines(options.Engines);
        var table = new ConcurrentDictionary<string, string>();
        var files = CorpusFile.In(options.Corpus).Where(file => options.Wants(file.Name));
        await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = options.Engines }, async (file, cancellation) =>
        {
            string kept = Path.Combine(options.Output, file.Name + ".reading");
            if (options.Fresh || !File.Exists(kept))
                await File.WriteAllTextAsync(kept, await ReadAsync(engines.Pool, options, file, cancellation), cancellation);
            string line = await File.ReadAllTextAsync(kept, cancellation);
            await log.WriteLineAsync(line);
            table[file.Name] = line;
        });

        IEnumerable<string> known = Directory.GetFiles(options.Output, "*.reading").Order(StringComparer.Ordinal).Select(File.ReadAllText);
        await File.WriteAllLinesAsync(Path.Combine(options.Output, "readings.tsv"),
            ["file\tcode\tpages\twords\tconfidence\tcpu_ms\tmessage", .. known]);
        return 0;
    }

    /// <returns>The file's line of <c>readings.tsv</c>.</returns>
    private static async Task<string> ReadAsync(IPageEngine engine, CorpusOptions options, CorpusFile file, CancellationToken cancellation)
    {
        string path = Path.Combine(options.Corpus, file.Name);
        var pages = new List<RecognizedPage>();
        (string code, string message, int count) = ("ok", "", 0);
        try
        {
            DocumentInspection document = await engine.InspectAsync(path, null, cancellation);
            count = document.Pages;
            for (int page = 1; page <= Math.Min(count, options.MaxPages); page++)
                try
                {
                    using IPageEngineLease lease = await engine.EnterAsync(new PageQueueEntry(file.Name, Priority.Normal), cancellation);
                    pages.Add(await lease.RecognizeAsync(
                        new PageWork(path, document.Kind, page,
                            new RecognitionOptions(file.Language, SecondReader: options.SecondReader, Engine: options.Engine)),
                        cancellation));
                }
                catch (EngineRefusedException e)
                {
                    (code, message) = (e.Error.Code, $"page {page}: {e.Error.Message}");
                }
                catch (EngineLostException e)
                {
                    (code, message) = (e.Code, $"page {page}: {e.Message}");
                }
        }
        catch (EngineRefusedException e)
        {
            (code, message) = (e.Error.Code, e.Error.Message);
        }
        catch (EngineLostException e)
        {
            (code, message) = (e.Code, e.Message);
        }

        PageResult[] results = [.. pages.Select(PageAssembler.Assemble)];
        string output = Path.Combine(options.Output, file.Name);
        await File.WriteAllTextAsync(output + ".txt", string.Join('\f', results.Select(page => page.Text)), cancellation);
        await File.WriteAllLinesAsync(output + ".jsonl", pages.Select(page => JsonSerializer.Serialize(page, ProtocolJson.Options)),
            cancellation);
        double?[] confidences = [.. results.SelectMany(page => page.Words!).Select(word => word.Confidence)];
        return string.Create(CultureInfo.InvariantCulture,
            $"{file.Name}\t{code}\t{count}\t{confidences.Length}\t{confidences.Average():0.000}"
                + $"\t{pages.Sum(page => page.CpuMilliseconds)}\t{message.ReplaceLineEndings(" ")}");
    }
}
