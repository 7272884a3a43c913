using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OcrFunctions.Tests.Telemetry.Fixtures;

/// <summary>A receiver of traces, metrics and logs by OTLP over HTTP (http/protobuf), which keeps them.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly WebApplication _server;
    private readonly ConcurrentQueue<OtlpSpan> _spans = new();
    private readonly ConcurrentQueue<OtlpPoint> _points = new();
    private readonly ConcurrentQueue<OtlpLog> _logs = new();

    private OtlpReceiver()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(ReceiveAsync);
    }

    /// <summary>Settings that let an app send here, soon after what it reports.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _server.Urls.Single(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
        ["AzureFunctionsJobHost:logging:logLevel:default"] = "Information",
    };

    public IReadOnlyList<OtlpSpan> Spans => [.. _spans];

    public IReadOnlyList<OtlpLog> Logs => [.. _logs];

    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver();
        await receiver._server.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <summary>The latest points of a metric, one for each combination of attributes.</summary>
    public IReadOnlyList<OtlpPoint> Points(string name) =>
        [.. _points.Where(point => point.Name == name)
            .GroupBy(point => string.Join(',', point.Attributes.OrderBy(one => one.Key).Select(one => $"{one.Key}={one.Value}")))
            .Select(points => points.Last())];

    /// <summary>The latest point of a metric with an attribute; null if there is none.</summary>
    public OtlpPoint? Point(string name, string? attribute = null, string? value = null) =>
        Points(name).SingleOrDefault(point => attribute is null || (string?)point.Attributes.GetValueOrDefault(attribute) == value);

    /// <summary>Waits for what is exported after a while.</summary>
    public async Task UntilAsync(Func<bool> isSo, string what)
    {
        using var late = new CancellationTokenSource(Patience);
        while (!isSo())
        {
            Assert.False(late.IsCancellationRequested,
                $"After {Patience.TotalSeconds} s still not: {what}. Spans: {string.Join(", ", Spans.Select(span => span.Name))}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await using (Stream sent = context.Request.Headers.ContentEncoding == "gzip"
            ? new GZipStream(context.Request.Body, CompressionMode.Decompress) : context.Request.Body)
            await sent.CopyToAsync(body);
        var request = new WireMessage(body.ToArray());
        switch (context.Request.Path.Value)
        {
            case "/v1/traces":
                Keep(_spans, OtlpSpan.Read(request));
                break;
            case "/v1/metrics":
                Keep(_points, OtlpPoint.Read(request));
                break;
            case "/v1/logs":
                Keep(_logs, OtlpLog.Read(request));
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
        }

        // An empty response is an empty message: everything was accepted.
        context.Response.ContentType = "application/x-protobuf";
    }

    private static void Keep<T>(ConcurrentQueue<T> kept, IEnumerable<T> received)
    {
        foreach (T one in received)
            kept.Enqueue(one);
    }
}
