using System.Globalization;
using System.Text.Json;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Engines;

namespace OcrFunctions.Benchmarks;

/// <summary>Reads the first page of each file with and without acceleration in turn, and compares results and CPU time.</summary>
internal static class AccelerationGain
{
    /// <summary>The first round loads models and compiles code.</summary>
    private const int Rounds = 4;

    public const string Usage =
        "  acceleration CORPUS [auto|avx2|avx512|avxvnni] [NAME_PART ...]   CPU time of first pages, with and without acceleration";

    public static async Task<int> RunAsync(string corpus, string[] rest)
    {
        string instructions = rest.FirstOrDefault(word => word is "auto" or "avx2" or "avx512" or "avxvnni") ?? "auto";
        string[] parts = [.. rest.Where(word => word != instructions)];
        using Side off = new("off"), on = new(instructions);
        var stages = new Dictionary<Side, List<StageTimes>> { [off] = [], [on] = [] };
        var totals = new Dictionary<Side, long> { [off] = 0, [on] = 0 };
        int pages = 0, same = 0;
        Console.WriteLine("| file | stock ms | accelerated ms | ratio | result |\n|---|---|---|---|---|");
        foreach (CorpusFile file in CorpusFile.In(corpus).Where(file => parts.Length == 0 || parts.Any(file.Name.Contains)))
        {
            string path = Path.Combine(corpus, file.Name);
            RecognizedPage? stock = null, accelerated = null;
            var least = new Dictionary<Side, long> { [off] = long.MaxValue, [on] = long.MaxValue };
            for (int round = 0; round < Rounds; round++)
                foreach (Side side in round % 2 == 0 ? new[] { off, on } : [on, off])
                {
                    RecognizedPage? page = await side.ReadAsync(path, file.Language);
                    (stock, accelerated) = side == off ? (page, accelerated) : (stock, page);
                    least[side] = Math.Min(least[side], page?.CpuMilliseconds ?? 0);
                }

            if (stock?.Engine is null || accelerated?.Engine is null)
                continue;
            bool isSame = Result(stock) == Result(accelerated);
            (pages, same) = (pages + 1, same + (isSame ? 1 : 0));
            stages[off].Add(stock.Stages!);
            stages[on].Add(accelerated.Stages!);
            (totals[off], totals[on]) = (totals[off] + least[off], totals[on] + least[on]);
            string result = accelerated.Engine.Acceleration?.OffReason ?? (isSame ? "same" : "DIFFERENT");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {file.Name} | {least[off]} | {least[on]} | {(double)least[off] / Math.Max(1, least[on]):0.00} | {result} |"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {pages} pages | {totals[off]} | {totals[on]} | {(double)totals[off] / Math.Max(1, totals[on]):0.00} | {same} same |"));
        Console.WriteLine();
        foreach (string line in StageReport.Table(("stock ms a page", stages[off]), ("accelerated ms a page", stages[on])))
            Console.WriteLine(line);
        return same == pages ? 0 : 1;
    }

    private static string Result(RecognizedPage page) => JsonSerializer.Serialize(
        page with { Engine = null, ImageMilliseconds = 0, RecognitionMilliseconds = 0, CpuMilliseconds = 0, Stages = null },
        ProtocolJson.Options);

    /// <summary>One engine with or without acceleration.</summary>
    private sealed class Side(string acceleration) : IDisposable
    {
        private readonly LocalEngines _engines = new(processes: 1, acceleration);

        /// <returns>Null for a file that is refused.</returns>
        public async Task<RecognizedPage?> ReadAsync(string path, string language)
        {
            try
            {
                DocumentInspection document = await _engines.Pool.InspectAsync(path, null, CancellationToken.None);
                using IPageEngineLease lease =
                    await _engines.Pool.EnterAsync(new PageQueueEntry("1", Priority.Normal), CancellationToken.None);
                return await lease.RecognizeAsync(
                    new PageWork(path, document.Kind, 1, new RecognitionOptions(language, SecondReader: SecondReaderMode.Off)),
                    CancellationToken.None);
            }
            catch (Exception e) when (e is EngineRefusedException or EngineLostException)
            {
                return null;
            }
        }

        public void Dispose() => _engines.Dispose();
    }
}
