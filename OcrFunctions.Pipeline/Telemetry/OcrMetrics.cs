using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace OcrFunctions.Pipeline.Telemetry;

/// <summary>
/// The metrics. Counters start at zero with the process; a dashboard sums them over processes. Without a listener, recording costs almost
/// nothing.
/// </summary>
public sealed class OcrMetrics
{
    private static readonly InstrumentAdvice<double>
        Confidence = Buckets(0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.94, 0.96, 0.98, 0.99, 1),
        PageSeconds = Buckets(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 240),
        DocumentSeconds = Buckets(1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14400);

    private readonly Counter<long> _documentsIngested, _documentsEnded, _pages, _pageFailures, _unreadRegions, _deadLetters,
        _engineRestarts;

    private readonly UpDownCounter<long> _pagesInFlight;
    private readonly Histogram<double> _documentDuration, _pageDuration, _stageDuration, _stageCpuTime, _pageConfidence, _wordConfidence;
    private readonly ConcurrentDictionary<long, long> _waiting = new();
    private readonly TimeProvider _time;
    private long _waiters;

    /// <param name="meter">Has the instruments.</param>
    /// <param name="time">Clock.</param>
    public OcrMetrics(Meter meter, TimeProvider time)
    {
        _time = time;
        Backlog = new DocumentBacklog(meter, time);

        _documentsIngested = meter.CreateCounter<long>("ocr.documents.ingested", "{document}", "Documents that arrived.");
        _documentsEnded = meter.CreateCounter<long>("ocr.documents.ended", "{document}", "Documents that ended, by status and error.");
        _documentDuration = meter.CreateHistogram("ocr.document.duration", "s", "Seconds from a document's arrival to its end.",
            advice: DocumentSeconds);

        _pages = meter.CreateCounter<long>("ocr.pages.ended", "{page}", "Attempts at pages, by outcome.");
        _pageFailures = meter.CreateCounter<long>("ocr.page.failures", "{page}", "Attempts that ended with an error, by its code.");
        _pageDuration = meter.CreateHistogram("ocr.page.duration", "s", "Seconds of an attempt at a page, waiting included.",
            advice: PageSeconds);
        _stageDuration = meter.CreateHistogram("ocr.page.stage.duration", "s", "Seconds of a page's stages.", advice: PageSeconds);
        _stageCpuTime = meter.CreateHistogram("ocr.page.stage.cpu_time", "s", "CPU seconds of a page's stages in the engine.",
            advice: PageSeconds);
        _pageConfidence = meter.CreateHistogram("ocr.page.confidence", "1", "Mean confidence of the recognized words of a page.",
            advice: Confidence);
        _wordConfidence = meter.CreateHistogram("ocr.word.confidence", "1", "Confidence of recognized words.", advice: Confidence);
        _unreadRegions = meter.CreateCounter<long>("ocr.page.unread_regions", "{region}", "Regions that look like text and were not read.");
        _pagesInFlight = meter.CreateUpDownCounter<long>("ocr.pages.in_flight", "{page}", "Pages that engines read now.");
        meter.CreateObservableGauge("ocr.page.queue.length", () => _waiting.Count, "{page}", "Pages that wait for an engine.");
        meter.CreateObservableGauge("ocr.page.queue.age", QueueAge, "s", "Seconds that the oldest waiting page has waited for an engine.");

        _deadLetters = meter.CreateCounter<long>("ocr.dead_letters", "{dead_letter}", "Dead letters written, by error code.");
        _engineRestarts = meter.CreateCounter<long>("ocr.engine.restarts", "{process}", "Engine processes that were replaced, by reason.");
    }

    /// <summary>The unfinished documents of the whole storage account.</summary>
    public DocumentBacklog Backlog { get; }

    /// <summary>Whether confidences of words are recorded; there are hundreds on a page.</summary>
    public bool RecordsWords => _wordConfidence.Enabled;

    public void DocumentIngested() => _documentsIngested.Add(1);

    /// <param name="status">Final status.</param>
    /// <param name="error">Code of its error; null without one.</param>
    /// <param name="duration">From arrival to end.</param>
    public void DocumentEnded(string status, string? error, TimeSpan duration)
    {
        var tags = new TagList { { TelemetryAttributes.DocumentStatus, status } };
        _documentDuration.Record(duration.TotalSeconds, tags);
        if (error is not null)
            tags.Add(TelemetryAttributes.ErrorType, error);
        _documentsEnded.Add(1, tags);
    }

    /// <summary>An attempt at a page ended.</summary>
    /// <param name="outcome">How.</param>
    /// <param name="error">Code of its error; null without one.</param>
    /// <param name="duration">Of the attempt.</param>
    public void PageEnded(string outcome, string? error, TimeSpan duration)
    {
        KeyValuePair<string, object?> tag = new(TelemetryAttributes.PageOutcome, outcome);
        _pages.Add(1, tag);
        _pageDuration.Record(duration.TotalSeconds, tag);
        if (error is not null)
            _pageFailures.Add(1, new KeyValuePair<string, object?>(TelemetryAttributes.ErrorType, error));
    }

    /// <param name="confidence">Mean confidence of the page's recognized words, 0 to 1; null without any.</param>
    /// <param name="unreadRegions">Regions that look like text and were not read.</param>
    public void PageRead(double? confidence, int unreadRegions)
    {
        if (confidence is { } mean)
            _pageConfidence.Record(mean);
        _unreadRegions.Add(unreadRegions);
    }

    /// <param name="confidence">Of a recognized word, 0 to 1.</param>
    public void WordRead(double confidence) => _wordConfidence.Record(confidence);

    /// <param name="stage">One of the constants of <see cref="PageStage"/> that are measured by the clock.</param>
    /// <param name="duration">How long it took.</param>
    public void StageEnded(string stage, TimeSpan duration) =>
        _stageDuration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>(TelemetryAttributes.PageStage, stage));

    /// <param name="stage">One of the constants of <see cref="PageStage"/> that are measured in the engine.</param>
    /// <param name="seconds">Its CPU time.</param>
    public void StageCpuTime(string stage, double seconds) =>
        _stageCpuTime.Record(seconds, new KeyValuePair<string, object?>(TelemetryAttributes.PageStage, stage));

    /// <summary>A page waits for an engine until the result is disposed.</summary>
    public IDisposable Wait()
    {
        long waiter = Interlocked.Increment(ref _waiters);
        _waiting[waiter] = _time.GetTimestamp();
        return new Ending(() => _waiting.TryRemove(waiter, out long _));
    }

    /// <summary>An engine reads a page until the result is disposed.</summary>
    public IDisposable Read()
    {
        _pagesInFlight.Add(1);
        return new Ending(() => _pagesInFlight.Add(-1));
    }

    /// <param name="code">Code of its error.</param>
    public void DeadLetterWritten(string code) =>
        _deadLetters.Add(1, new KeyValuePair<string, object?>(TelemetryAttributes.ErrorType, code));

    /// <param name="reason">Why.</param>
    public void EngineReplaced(string reason) =>
        _engineRestarts.Add(1, new KeyValuePair<string, object?>(TelemetryAttributes.EngineRestartReason, reason));

    private double QueueAge() =>
        _waiting.Values.Select(since => _time.GetElapsedTime(since).TotalSeconds).DefaultIfEmpty().Max();

    private static InstrumentAdvice<double> Buckets(params double[] bounds) => new() { HistogramBucketBoundaries = bounds };

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
