using System.Globalization;

namespace OcrFunctions.Benchmarks.Throughput;

/// <summary>
/// Pages a second of the whole product, from upload to exports, beside what people would use instead, in turn on the same machine and the
/// same PDF. The figures are medians of the rounds; the first round loads models and compiles code, and is left out.
/// </summary>
internal static class ThroughputReport
{
    private const int DefaultRounds = 5;

    public const string Usage =
        "  throughput http://127.0.0.1:7071/ [ROUNDS] FILE.pdf ...   pages a second and CPU of the product, tesseract and ocrmypdf";

    /// <param name="app">Where the product serves, on this machine.</param>
    /// <param name="arguments">Number of rounds, if another than five, and PDFs.</param>
    public static async Task<int> RunAsync(Uri app, string[] arguments)
    {
        bool hasRounds = int.TryParse(arguments[0], NumberStyles.None, CultureInfo.InvariantCulture, out int rounds);
        foreach (string file in hasRounds ? arguments[1..] : arguments)
            await CompareAsync(app, file, hasRounds ? rounds : DefaultRounds);
        return 0;
    }

    private static async Task CompareAsync(Uri app, string file, int rounds)
    {
        string folder = Directory.CreateTempSubdirectory("throughput-").FullName;
        try
        {
            using var product = new ProductContender(app, file);
            int pages = (await CommandContender.DrawAsync(file, folder)).Count;
            List<Contender> contenders =
            [
                new("the product", () => product.ReadAsync("mode=force")),
                new("without a second recognizer", () => product.ReadAsync("mode=force&secondReader=off")),
                new("a PDF's own text kept", () => product.ReadAsync("mode=auto")),
                .. Commands(file, folder),
            ];
            var measured = contenders.ToDictionary(contender => contender, _ => new List<Measurement>());
            for (int round = 0; round <= rounds; round++)
                foreach (Contender contender in contenders)
                    measured[contender].Add(await contender.ReadAsync());

            Console.WriteLine($"\n{Path.GetFileName(file)}, {pages} pages, medians of {rounds} rounds\n");
            Console.WriteLine("| what | pages a second | CPU ms a page | engines | host | worker | Azurite |");
            Console.WriteLine("|---|---|---|---|---|---|---|");
            foreach ((Contender contender, List<Measurement> all) in measured)
                Console.WriteLine(Row(contender.Name, pages, all[1..]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<Contender> Commands(string file, string folder)
    {
        int cores = Environment.ProcessorCount;
        string output = Path.Combine(folder, "out");
        if (CommandContender.IsInstalled("tesseract"))
        {
            // Text and a searchable PDF of each page, as the product writes both.
            string each = $"ls {folder}/page*.png | xargs -P {cores} -I@ tesseract @ @.out txt pdf";
            yield return new($"`tesseract`, {cores} at once, one thread each",
                () => CommandContender.RunAsync($"export OMP_THREAD_LIMIT=1; {each}"));
        }

        if (CommandContender.IsInstalled("ocrmypdf"))
            yield return new($"`ocrmypdf -j {cores}`", () => CommandContender.RunAsync(
                $"ocrmypdf -j {cores} --output-type pdf --optimize 0 --force-ocr --sidecar {output}.txt '{file}' {output}.pdf"));
    }

    private static string Row(string name, int pages, IReadOnlyList<Measurement> rounds)
    {
        // A command has no parts.
        string Milliseconds(Func<Measurement, double?> seconds) => seconds(rounds[0]) is null ? ""
            : string.Create(CultureInfo.InvariantCulture, $"{1000 * Median(rounds.Select(one => seconds(one)!.Value)) / pages:0}");
        string rate = string.Create(CultureInfo.InvariantCulture, $"{pages / Median(rounds.Select(one => one.Seconds)):0.00}");
        string[] columns =
        [
            name, rate, Milliseconds(one => one.CpuSeconds), Milliseconds(one => one.Parts?.Engines),
            Milliseconds(one => one.Parts?.Host), Milliseconds(one => one.Parts?.Worker), Milliseconds(one => one.Parts?.Azurite),
        ];
        return $"| {string.Join(" | ", columns)} |";
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
