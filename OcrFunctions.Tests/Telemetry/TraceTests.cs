using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OcrFunctions.Pipeline.Telemetry;
using OcrFunctions.Tests.App;
using OcrFunctions.Tests.Fixtures;
using OcrFunctions.Tests.Telemetry.Fixtures;

namespace OcrFunctions.Tests.Telemetry;

/// <summary>Traces, metrics and logs of real documents, read by Tesseract in the whole app, as an OTLP receiver gets them.</summary>
public sealed class TraceTests(AzuriteFixture azurite)
{
    private const string ClientTrace = "0af7651916cd43dd8448eb211c80319c", ClientSpan = "b7ad6b7169203331", Function = "function ";

    [Fact]
    public async Task A_posted_document_is_one_trace_below_its_clients_with_metrics_and_logs()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();
        await using AppHarness app = await AppHarness.StartAsync(azurite, engine: null, settings: receiver.Settings);

        string id = await PostAsync(app, Repository.File("samples", "letter.pdf"), $"00-{ClientTrace}-{ClientSpan}-01");
        Assert.Equal("Succeeded", (string)(await app.EndAsync(id, TimeSpan.FromMinutes(2)))["status"]!);
        await receiver.UntilAsync(() => receiver.Spans.Any(span => span.Name == "finish document"), "the document is finished");
        await receiver.UntilAsync(() => receiver.Point("ocr.documents.ended") is not null, "the metrics are sent");
        await receiver.UntilAsync(() => receiver.Logs.Any(log => log.Body.Contains("ended: Succeeded")), "the log is sent");

        CheckTrace(receiver, id);
        CheckPages(receiver);
        CheckMetrics(receiver);
        OtlpLog ended = receiver.Logs.Single(log => log.Body.Contains("ended: Succeeded"));
        Assert.Equal((id, ClientTrace), ((string)ended.Attributes[TelemetryAttributes.DocumentId], ended.TraceId));
    }

    [Fact]
    public async Task A_dropped_document_begins_a_trace_that_goes_on_in_the_next_worker()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();
        var held = new TaskCompletionSource();
        var engine = new ScriptedEngine
        {
            Pages = 3,
            OnPage = (work, stop) => work.Page == 2 ? held.Task.WaitAsync(stop) : Task.CompletedTask,
        };
        await using AppHarness app = await AppHarness.StartAsync(azurite, engine, settings: receiver.Settings);

        string id = await app.DropAsync("scan.tif", [1, 2, 3]);
        await receiver.UntilAsync(() => receiver.Spans.Any(span => span.Name == "recognize page"), "the first page is read");
        await app.Host.KillWorkerAsync();
        held.SetResult();
        Assert.Equal("Succeeded", (string)(await app.EndAsync(id))["status"]!);
        await receiver.UntilAsync(() => receiver.Spans.Any(span => span.Name == "finish document"), "the document is finished");

        OtlpSpan ingest = Assert.Single(receiver.Spans, span => span.Name == "ingest document");
        OtlpSpan root = Assert.Single(receiver.Spans, span => span.SpanId == ingest.ParentId);
        Assert.Equal(("function BlobUploaded", "", id), (root.Name, root.ParentId, DocumentOf(root)));
        OtlpSpan[] ours = [.. receiver.Spans.Where(span => span.Scope == TelemetryNames.Source)];
        Assert.All(ours, span => Assert.Equal((ingest.TraceId, id), (span.TraceId, DocumentOf(span))));
        Assert.Equal(2, ours.Select(span => (string)span.Service["service.instance.id"]).Distinct().Count());
        Assert.All(ours, span => Assert.Equal("ocrfunctions", span.Service["service.name"]));
    }

    private static string DocumentOf(OtlpSpan span) => (string)span.Attributes[TelemetryAttributes.DocumentId];

    private static async Task<string> PostAsync(AppHarness app, string file, string traceParent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/documents?name={Path.GetFileName(file)}")
        {
            Content = new ByteArrayContent(await File.ReadAllBytesAsync(file, AppHarness.Stop)),
        };
        request.Headers.Add("traceparent", traceParent);
        using HttpResponseMessage answer = await app.Http.SendAsync(request, AppHarness.Stop);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>(AppHarness.Stop))!["id"]!;
    }

    private static void CheckTrace(OtlpReceiver receiver, string id)
    {
        OtlpSpan[] ours = [.. receiver.Spans.Where(span => span.Scope == TelemetryNames.Source)];
        Assert.All(ours, span => Assert.Equal((ClientTrace, id), (span.TraceId, DocumentOf(span))));
        Assert.DoesNotContain(receiver.Spans, span => span.HasFailed);

        // Whoever saw the blob first claimed the document; the trigger sees it too, sooner or later.
        OtlpSpan ingest = Assert.Single(ours, span => span is { Name: "ingest document" }
            && (bool)span.Attributes[TelemetryAttributes.DocumentClaimed]);
        OtlpSpan upload = Assert.Single(receiver.Spans, span => span.Name == Function + "UploadDocument");
        Assert.Equal((ClientTrace, ClientSpan, id), (upload.TraceId, upload.ParentId, DocumentOf(upload)));
        Assert.All(ours.Where(span => span.Name is "inspect document" or "recognize page" or "finish document"),
            span => Assert.Equal(ingest.SpanId, span.ParentId));

        // Every parent is there.
        HashSet<string> known = [.. receiver.Spans.Select(span => span.SpanId), ClientSpan, ""];
        Assert.All(receiver.Spans, span => Assert.Contains(span.ParentId, known));

        // Orchestrators are replayed, and the document's spans have the work of activities.
        Assert.DoesNotContain(receiver.Spans, span =>
            span.Name is Function + "OcrDocument" or Function + "OcrPages" or Function + "InspectDocument" or Function + "RecognizePages");
    }

    private static void CheckPages(OtlpReceiver receiver)
    {
        OtlpSpan[] pages = [.. receiver.Spans.Where(span => span.Name == "recognize page")];
        Assert.Equal([1L, 2L], pages.Select(span => (long)span.Attributes[TelemetryAttributes.PageNumber]).Order());
        foreach (OtlpSpan page in pages)
        {
            Assert.Equal((1L, "done", "ocr"), ((long)page.Attributes[TelemetryAttributes.PageAttempt],
                (string)page.Attributes[TelemetryAttributes.PageOutcome], (string)page.Attributes[TelemetryAttributes.PageSource]));
            Assert.InRange((double)page.Attributes[TelemetryAttributes.PageConfidence], 0.9, 1);
            OtlpSpan[] parts = [.. receiver.Spans.Where(span => span.ParentId == page.SpanId)];
            Assert.Equal(["fetch source", "run engine", "store page", "wait for engine"], parts.Select(span => span.Name).Order());
            Assert.All(parts, part =>
                Assert.Equal(page.Attributes[TelemetryAttributes.PageNumber], part.Attributes[TelemetryAttributes.PageNumber]));
            Assert.InRange(parts.Sum(part => part.Seconds), 0, page.Seconds);

            OtlpSpan engine = parts.Single(span => span.Name == "run engine");
            Assert.Equal("tesseract", ((string)engine.Attributes[TelemetryAttributes.EngineName]).ToLowerInvariant());
            Assert.StartsWith("5.", (string)engine.Attributes[TelemetryAttributes.EngineVersion]);
            Assert.True((double)engine.Attributes[TelemetryAttributes.StageCpuPrefix + PageStage.Recognize] > 0);
        }
    }

    private static void CheckMetrics(OtlpReceiver receiver)
    {
        Assert.Equal(1, receiver.Point("ocr.documents.ingested")!.Value);
        Assert.Equal(1, receiver.Point("ocr.documents.ended", TelemetryAttributes.DocumentStatus, "Succeeded")!.Value);
        Assert.Equal(2, receiver.Point("ocr.pages.ended", TelemetryAttributes.PageOutcome, "done")!.Value);
        Assert.Equal(2, receiver.Point("ocr.page.duration", TelemetryAttributes.PageOutcome, "done")!.Count);
        Assert.Equal(2, receiver.Point("ocr.page.confidence")!.Count);
        Assert.InRange(receiver.Point("ocr.page.confidence")!.Value / 2, 0.9, 1);
        Assert.InRange(receiver.Point("ocr.word.confidence")!.Count, 200, 300);
        Assert.All([PageStage.Fetch, PageStage.Queue, PageStage.Engine, PageStage.Store], stage =>
            Assert.Equal(2, receiver.Point("ocr.page.stage.duration", TelemetryAttributes.PageStage, stage)!.Count));
        OtlpPoint recognize = receiver.Point("ocr.page.stage.cpu_time", TelemetryAttributes.PageStage, PageStage.Recognize)!;
        Assert.Equal((2L, "s"), (recognize.Count, recognize.Unit));
        Assert.True(recognize.Value > 0);
        Assert.Equal(0, receiver.Point("ocr.pages.in_flight")!.Value);
        Assert.Equal(0, receiver.Point("ocr.page.queue.length")!.Value);
        Assert.Equal(0, receiver.Point("ocr.page.queue.age")!.Value);
        Assert.Empty(receiver.Points("ocr.page.failures"));
        Assert.Empty(receiver.Points("ocr.dead_letters"));
    }
}
