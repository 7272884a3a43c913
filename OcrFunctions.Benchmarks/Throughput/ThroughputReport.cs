using System.Globalization;

namespace OcrFunctions.Benchmarks.Throughput;

/// <summary>
/// Pages a second of the whole product, from upload to exports, beside what people would use instead, in turn on the same machine and the
/// same PDF. The figures are medians of the rounds; the first round loads models and compiles code, and is left out.
/// </summary>
internal static class ThroughputReport
{
    /// <summary>Pages that a pipeline with OpenMP left alone reads: on every core at once it takes minutes for each.</summary>
    private const int NaivePages = 2;

    public const string Usage =
        "  throughput http://127.0.0.1:7071/ [ROUNDS] [mode=auto] [pipeline=FOLDER] [storage-log=FILE] FILE.pdf ...   pages a second and "
            + "CPU of the product, its engines alone, tesseract and ocrmypdf; FOLDER/run FILE.pdf OUTPUT_FOLDER is a pipeline of your own; "
            + "FILE is the log of ./run with OCRFUNCTIONS_STORAGE_LOG";

    /// <param name="app">Where the product serves, on this machine.</param>
    /// <param name="options">Files and how they are read.</param>
    public static async Task<int> RunAsync(Uri app, ThroughputOptions options)
    {
        foreach (string file in options.Files)
            await CompareAsync(app, file, options);
        return 0;
    }

    private static async Task CompareAsync(Uri app, string file, ThroughputOptions options)
    {
        string folder = Directory.CreateTempSubdirectory("throughput-").FullName;
        try
        {
            using var product = new ProductContender(app, file, options.StorageLog);
            using EnginesContender engines = new(), stock = new("off");
            IReadOnlyList<string> images = await CommandContender.DrawAsync(file, folder);
            List<Contender> contenders =
            [
                new("the product", images.Count, () => product.ReadAsync($"mode={options.Mode}")),
                new("without a second recognizer", images.Count, () => product.ReadAsync($"mode={options.Mode}&secondReader=off")),
                new("its engines alone, on page images", images.Count, () => engines.ReadAsync(images, "eng")),
                new("the same without acceleration", images.Count, () => stock.ReadAsync(images, "eng")),
                .. Commands(file, folder, images.Count, options.Pipeline),
            ];
            var measured = contenders.ToDictionary(contender => contender, _ => new List<Measurement>());
            for (int round = 0; round <= options.Rounds; round++)
                foreach (Contender contender in contenders.Where(one => round == 0 || !one.OnlyOnce))
                    measured[contender].Add(await contender.ReadAsync());

            Console.WriteLine($"\n{Path.GetFileName(file)}, {images.Count} pages, medians of {options.Rounds} rounds\n");
            Console.WriteLine(
                "| what | pages a second | CPU ms a page | engines | host | worker | Azurite | storage calls a page | peak memory, MB |");
            Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
            foreach ((Contender contender, List<Measurement> all) in measured)
                Console.WriteLine(Row(contender, contender.OnlyOnce ? all : all[1..]));
            Console.WriteLine();
            foreach (string line in engines.StageTable())
                Console.WriteLine(line);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<Contender> Commands(string file, string folder, int pages, string? pipeline)
    {
        int cores = Environment.ProcessorCount;
        string output = Path.Combine(folder, "out");
        if (CommandContender.IsInstalled("tesseract"))
        {
            // Text and a searchable PDF of each page, as the product writes both.
            string each = $"xargs -P {cores} -I@ tesseract @ @.out txt pdf";
            yield return new($"`tesseract`, {cores} at once, one thread each", pages,
                () => CommandContender.RunAsync($"export OMP_THREAD_LIMIT=1; ls {folder}/page*.png | {each}"));
            yield return new($"the same with OpenMP left alone, {NaivePages} pages", NaivePages,
                () => CommandContender.RunAsync($"unset OMP_THREAD_LIMIT; ls {folder}/page*.png | head -{NaivePages} | {each}"))
            {
                OnlyOnce = true,
            };
        }

        if (CommandContender.IsInstalled("ocrmypdf"))
            yield return new($"`ocrmypdf -j {cores}`", pages, () => CommandContender.RunAsync(
                $"ocrmypdf -j {cores} --output-type pdf --optimize 0 --force-ocr --sidecar {output}.txt '{file}' {output}.pdf"));
        if (pipeline is not null)
            yield return new(Path.GetFileName(Path.TrimEndingDirectorySeparator(pipeline)), pages,
                () => CommandContender.RunAsync($"mkdir -p {output} && '{pipeline}/run' '{file}' {output}"));
    }

    private static string Row(Contender contender, List<Measurement> rounds)
    {
        // A command has no parts.
        string EachPage(Func<Measurement, double?> figure, double scale = 1000, string format = "0") => figure(rounds[0]) is null ? ""
            : (scale * Median(rounds.Select(one => figure(one)!.Value)) / contender.Pages).ToString(format, CultureInfo.InvariantCulture);
        string rate = string.Create(CultureInfo.InvariantCulture, $"{contender.Pages / Median(rounds.Select(one => one.Seconds)):0.00}");
        string[] columns =
        [
            contender.Name, rate, EachPage(one => one.CpuSeconds), EachPage(one => one.Parts?.Engines),
            EachPage(one => one.Parts?.Host), EachPage(one => one.Parts?.Worker), EachPage(one => one.Parts?.Azurite),
            EachPage(one => one.StorageCalls, scale: 1, "0.0"), Whole(Median(rounds.Select(one => one.PeakMegabytes))),
        ];
        return $"| {string.Join(" | ", columns)} |";
    }

    private static string Whole(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0}");

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
