using System.Diagnostics.Metrics;
using Microsoft.Extensions.Time.Testing;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Maintenance;
using OcrFunctions.Pipeline.Telemetry;
using OcrFunctions.Tests.Fixtures;
using OcrFunctions.Tests.Pipeline;
using OcrFunctions.Tests.Telemetry.Fixtures;

namespace OcrFunctions.Tests.Telemetry;

/// <summary>What metrics count, with an engine that fails as the test says.</summary>
public sealed class MetricsTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Pages_are_counted_by_outcome_failures_by_code_and_documents_by_status()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        using MetricReader metrics = Read(pipeline);
        DocumentRow document = await pipeline.InspectAsync(pages: 3);
        bool crashes = true;
        pipeline.Engine.OnPage = (work, _) => (work.Page, crashes) switch
        {
            (2, _) => throw new EngineRefusedException(new EngineError(EngineErrorCodes.DamagedFile, "torn")),
            (3, true) => throw new EngineLostException(ErrorCodes.EngineCrashed, "gone"),
            _ => Task.CompletedTask,
        };
        for (int page = 1; page <= 3; page++)
            await pipeline.RecognizeAsync(document, page);
        crashes = false;
        await pipeline.RecognizeAsync(document, 3);
        Assert.Equal("PartiallySucceeded", (await pipeline.FinishAsync(document)).Status);
        // A repeated finish counts nothing again.
        await pipeline.FinishAsync(document);

        Assert.Equal(1, metrics.Sum("ocr.documents.ingested"));
        Assert.Equal((2, 1, 1), (metrics.Sum("ocr.pages.ended", "ocr.page.outcome=done"),
            metrics.Sum("ocr.pages.ended", "ocr.page.outcome=failed"), metrics.Sum("ocr.pages.ended", "ocr.page.outcome=retry")));
        Assert.Equal((1, 1), (metrics.Sum("ocr.page.failures", "error.type=DamagedFile"),
            metrics.Sum("ocr.page.failures", "error.type=EngineCrashed")));
        Assert.Equal(1, metrics.Sum("ocr.dead_letters", "error.type=DamagedFile"));
        Assert.Equal(1, metrics.Sum("ocr.documents.ended", "ocr.document.status=PartiallySucceeded,error.type=DamagedFile"));
        Assert.Single(metrics.Of("ocr.document.duration", "ocr.document.status=PartiallySucceeded"));
        Assert.Equal(2, metrics.Of("ocr.page.confidence", null).Count());
        Assert.Equal(4, metrics.Of("ocr.word.confidence", null).Count());
        Assert.Equal(0, metrics.Sum("ocr.pages.in_flight"));
    }

    [Fact]
    public async Task Missed_text_and_the_engines_stages_are_those_that_the_engine_reports()
    {
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite);
        using MetricReader metrics = Read(pipeline);
        DocumentRow document = await pipeline.InspectAsync(pages: 1);
        pipeline.Engine.Change = page => page with
        {
            UnreadRegions = [new UnreadRegion([0, 0, 10, 0, 10, 10, 0, 10], 7), new UnreadRegion([20, 0, 30, 0, 30, 10, 20, 10], 9)],
            Stages = new StageTimes(100, 200, 0, 1500, 300, 400),
        };
        await pipeline.RecognizeAsync(document, 1);

        Assert.Equal(2, metrics.Sum("ocr.page.unread_regions"));
        Assert.Equal((0.1, 0.2, 1.5, 0.3, 0.4), (Stage(PageStage.Render), Stage(PageStage.Preprocess), Stage(PageStage.Recognize),
            Stage(PageStage.RecoveryPasses), Stage(PageStage.SecondRecognizer)));

        double Stage(string stage) => metrics.Sum("ocr.page.stage.cpu_time", $"ocr.page.stage={stage}");
    }

    [Fact]
    public async Task The_machine_that_reconciles_reports_the_unfinished_documents_for_a_while()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(60));
        await using PipelineHarness pipeline = await PipelineHarness.StartAsync(azurite, time: time);
        using MetricReader metrics = Read(pipeline);
        await pipeline.DropAsync();
        Assert.Empty(metrics.Observe("ocr.documents.unfinished"));

        time.Advance(TimeSpan.FromSeconds(30));
        await pipeline.Get<Reconciler>().RunAsync(pipeline, PipelineHarness.Stop);
        Assert.Equal([1], metrics.Observe("ocr.documents.unfinished"));
        Assert.Equal([30], metrics.Observe("ocr.documents.oldest_age"));

        time.Advance(DocumentBacklog.ValidFor + TimeSpan.FromSeconds(1));
        Assert.Empty(metrics.Observe("ocr.documents.unfinished"));
    }

    [Fact]
    public void The_queue_is_as_old_as_its_oldest_page()
    {
        var time = new FakeTimeProvider();
        using var meter = new Meter(nameof(MetricsTests));
        using var metrics = new MetricReader(meter);
        var recorded = new OcrMetrics(meter, time);
        IDisposable first = recorded.Wait();
        time.Advance(TimeSpan.FromSeconds(3));
        using IDisposable second = recorded.Wait();
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal((2, 7), (metrics.Observe("ocr.page.queue.length").Single(), metrics.Observe("ocr.page.queue.age").Single()));

        first.Dispose();
        Assert.Equal((1, 4), (metrics.Observe("ocr.page.queue.length").Single(), metrics.Observe("ocr.page.queue.age").Single()));
    }

    private static MetricReader Read(PipelineHarness pipeline) =>
        new(pipeline.Get<IMeterFactory>().Create(TelemetryNames.Source));
}
