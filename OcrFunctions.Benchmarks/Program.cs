using System.Globalization;
using OcrFunctions.Benchmarks;
using OcrFunctions.Benchmarks.Accuracy;
using OcrFunctions.Benchmarks.Latency;
using OcrFunctions.Benchmarks.Scaling;
using OcrFunctions.Benchmarks.Telemetry;
using OcrFunctions.Benchmarks.Throughput;

switch (args)
{
    case ["read", var corpus, var output, .. var rest]:
        return await CorpusReading.RunAsync(CorpusOptions.Parse(corpus, output, rest), Console.Out);
    case ["accuracy", var corpus, var output, .. var rest]:
        return await AccuracyReport.RunAsync(corpus, output, rest);
    case ["acceleration", var corpus, .. var rest]:
        return await AccelerationGain.RunAsync(corpus, rest);
    case ["throughput", var app, .. var rest] when ThroughputOptions.Parse(rest) is { Files.Count: > 0 } options:
        return await ThroughputReport.RunAsync(new Uri(app), options);
    case ["growth", var app, var large, var small]:
        {
            using var growth = new GrowthReport(new Uri(app), File.ReadAllBytes(large), File.ReadAllBytes(small));
            return await growth.RunAsync();
        }

    case ["latency", var app, var file]:
        {
            using var latency = new LatencyReport(new Uri(app), File.ReadAllBytes(file), Path.GetFileName(file));
            return await latency.RunAsync();
        }

    case ["telemetry", var receiver]:
        return await TelemetryCost.RunAsync(new Uri(receiver));
    case ["fairness", var app, var large, var small]:
        {
            using var fairness = new Fairness(new Uri(app), File.ReadAllBytes(large), File.ReadAllBytes(small));
            return await fairness.RunAsync();
        }

    case ["scale", var repository, var file, .. var kinds]:
        return await ScaleReport.RunAsync(Path.GetFullPath(repository), file, kinds);
    case [SleepingEngine.Command, var pages, var time]:
        return await SleepingEngine.RunAsync(
            int.Parse(pages, CultureInfo.InvariantCulture), TimeSpan.Parse(time, CultureInfo.InvariantCulture));

    default:
        Console.Error.WriteLine(CorpusOptions.Usage);
        Console.Error.WriteLine(
            "  fairness http://127.0.0.1:7071/ LARGE.pdf SMALL.pdf   one-page documents while 200 pages of a large one are read");
        Console.Error.WriteLine(ThroughputReport.Usage);
        Console.Error.WriteLine(GrowthReport.Usage);
        Console.Error.WriteLine(LatencyReport.Usage);
        Console.Error.WriteLine(TelemetryCost.Usage);
        Console.Error.WriteLine(ScaleReport.Usage);
        Console.Error.WriteLine(AccelerationGain.Usage);
        Console.Error.WriteLine(AccuracyReport.Usage);
        return 2;
}
