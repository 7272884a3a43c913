using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Recognition;
using OcrFunctions.Pipeline.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace OcrFunctions.Benchmarks.Telemetry;

/// <summary>
/// CPU time of the spans and metrics of a page, without a listener and exported to a receiver. No page is read, and no storage is used.
/// </summary>
internal static class TelemetryCost
{
    public const string Usage =
        "  telemetry http://127.0.0.1:4318/    CPU time of a page's spans and metrics, sent to an OTLP receiver (http/protobuf)";

    private const int Pages = 5_000, Words = 400, Rounds = 5;

    /// <summary>Fewer spans than the exporter's queue holds; the rest would be dropped, and cost nothing.</summary>
    private const int PagesPerFlush = 200;

    private static readonly string TraceParent = $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-01";

    private static readonly RecognizedPage Page = PageOf(Words);

    private static readonly PageResult Result = PageAssembler.Assemble(Page);

    /// <param name="receiver">Where an OTLP receiver listens.</param>
    public static async Task<int> RunAsync(Uri receiver)
    {
        using var meter = new Meter(TelemetryNames.Source);
        var telemetry = new PageTelemetry(new OcrMetrics(meter, TimeProvider.System), TimeProvider.System);
        double off = await MedianAsync(telemetry, () => { });

        using TracerProvider traces = Sdk.CreateTracerProviderBuilder().AddSource(TelemetryNames.Source)
            .AddOtlpExporter(otlp => Send(otlp, new Uri(receiver, "v1/traces"))).Build();
        using MeterProvider metrics = Sdk.CreateMeterProviderBuilder().AddMeter(TelemetryNames.Source)
            .AddOtlpExporter(otlp => Send(otlp, new Uri(receiver, "v1/metrics"))).Build();
        double on = await MedianAsync(telemetry, () =>
        {
            if (!traces.ForceFlush())
                throw new InvalidOperationException($"The receiver at {receiver} does not take spans.");
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"CPU ms a page of {Words} words: {off:0.000} without a listener, {on:0.000} with five spans and the metrics sent"));
        return 0;
    }

    private static void Send(OtlpExporterOptions otlp, Uri address) =>
        (otlp.Endpoint, otlp.Protocol) = (address, OtlpExportProtocol.HttpProtobuf);

    /// <returns>CPU milliseconds of this process for a page.</returns>
    private static async Task<double> MedianAsync(PageTelemetry telemetry, Action flush)
    {
        await ReadAsync(telemetry, flush);
        var rounds = new List<double>();
        for (int round = 0; round < Rounds; round++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            await ReadAsync(telemetry, flush);
            rounds.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds / Pages);
        }

        return rounds.Order().ElementAt(Rounds / 2);
    }

    private static async Task ReadAsync(PageTelemetry telemetry, Action flush)
    {
        for (int page = 1; page <= Pages; page++)
        {
            await telemetry.AttemptAsync(PageRow.New("kibaplfz7yu6titrx24mmz74my", page, 1), TraceParent, async () =>
            {
                await telemetry.StageAsync(PageStage.Fetch, "fetch source", _ => Task.FromResult(0));
                await telemetry.EnterAsync(() => Task.FromResult<IPageEngineLease>(null!));
                await telemetry.ReadAsync(() => Task.FromResult(Page));
                telemetry.Read(Result);
                await telemetry.StageAsync(PageStage.Store, "store page", _ => Task.FromResult(0));
                return new PageOutcome(PageOutcome.Done);
            });
            if (page % PagesPerFlush == 0)
                flush();
        }
    }

    private static RecognizedPage PageOf(int words)
    {
        double[] polygon = [0, 0, 100, 0, 100, 20, 0, 20];
        RecognizedWord[] line =
            [.. Enumerable.Range(0, words).Select(word => new RecognizedWord("word", polygon, 0.5 + word % 50 / 100.0))];
        string text = string.Join(' ', line.Select(word => word.Text));
        return new RecognizedPage
        {
            Page = 1,
            Width = 2480,
            Height = 3508,
            Unit = "pixel",
            Source = TextSource.Ocr,
            Language = "eng",
            Engine = new RecognitionEngine("Tesseract", "5.5.0", "1.84.0", []),
            ImageMilliseconds = 0,
            RecognitionMilliseconds = 0,
            CpuMilliseconds = 950,
            Stages = new StageTimes(50, 50, 0, 700, 50, 100),
            Blocks = [new RecognizedBlock("flowing_text", polygon, [new RecognizedParagraph([new RecognizedLine(text, polygon, line)])])],
        };
    }
}
