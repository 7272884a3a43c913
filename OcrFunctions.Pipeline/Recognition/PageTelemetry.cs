using System.Diagnostics;
using OcrFunctions.EngineProtocol;
using OcrFunctions.Pipeline.Engines;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Pages;
using OcrFunctions.Pipeline.Telemetry;

namespace OcrFunctions.Pipeline.Recognition;

/// <summary>Spans and metrics of attempts at pages.</summary>
public sealed class PageTelemetry(OcrMetrics metrics, TimeProvider time)
{
    /// <summary>Makes an attempt at a page: a span below the document's.</summary>
    /// <param name="row">The page's row; the attempt changes it.</param>
    /// <param name="traceParent">The document's trace.</param>
    /// <param name="attempt">The attempt.</param>
    internal Task<PageOutcome> AttemptAsync(PageRow row, string? traceParent, Func<Task<PageOutcome>> attempt) =>
        DocumentTrace.StepAsync("recognize page", row.DocumentId, traceParent, async span =>
        {
            long start = time.GetTimestamp();
            span?.SetTag(TelemetryAttributes.DocumentRun, row.Run);
            span?.SetTag(TelemetryAttributes.PageNumber, row.Page);
            int losses = row.EngineDeaths;
            PageOutcome outcome = await attempt();

            // A lost engine whose page is tried again leaves no error in the row.
            string? error = row.ErrorCode ?? (row.EngineDeaths > losses ? ErrorCodes.EngineCrashed : null);
            metrics.PageEnded(outcome.Result, error, time.GetElapsedTime(start));
            span?.SetTag(TelemetryAttributes.PageAttempt, row.Attempts);
            span?.SetTag(TelemetryAttributes.PageOutcome, outcome.Result);
            if (error is not null)
                DocumentTrace.Fail(span, error, row.ErrorMessage);
            return outcome;
        });

    /// <summary>Times a stage: a span below the attempt's.</summary>
    /// <param name="stage">One of the constants of <see cref="PageStage"/>.</param>
    /// <param name="span">Name of its span.</param>
    /// <param name="work">The stage.</param>
    internal Task<T> StageAsync<T>(string stage, string span, Func<Activity?, Task<T>> work) =>
        DocumentTrace.PartAsync(span, async activity =>
        {
            long start = time.GetTimestamp();
            activity?.SetTag(TelemetryAttributes.PageStage, stage);
            T result = await work(activity);
            metrics.StageEnded(stage, time.GetElapsedTime(start));
            return result;
        });

    /// <summary>Waits for an engine.</summary>
    internal Task<IPageEngineLease> EnterAsync(Func<Task<IPageEngineLease>> enter) =>
        StageAsync(PageStage.Queue, "wait for engine", async _ =>
        {
            using IDisposable waiting = metrics.Wait();
            return await enter();
        });

    /// <summary>Has an engine read a page.</summary>
    internal Task<RecognizedPage> ReadAsync(Func<Task<RecognizedPage>> read) =>
        StageAsync(PageStage.Engine, "run engine", async span =>
        {
            using IDisposable reading = metrics.Read();
            RecognizedPage page = await read();
            Describe(span, page);
            return page;
        });

    /// <summary>Records what was read on a page.</summary>
    internal void Read(PageResult page)
    {
        Activity.Current?.SetTag(TelemetryAttributes.PageSource, page.Source?.ToString().ToLowerInvariant());
        Activity.Current?.SetTag(TelemetryAttributes.PageConfidence, page.Confidence);
        Activity.Current?.SetTag(TelemetryAttributes.PageWords, page.Words?.Count);
        Activity.Current?.SetTag(TelemetryAttributes.PageUnreadRegions, page.UnreadRegions?.Count ?? 0);
        metrics.PageRead(page.Confidence, page.UnreadRegions?.Count ?? 0);
        if (!metrics.RecordsWords)
            return;
        foreach (PageWord word in page.Words ?? [])
        {
            if (word.Confidence is { } confidence)
                metrics.WordRead(confidence);
        }
    }

    private void Describe(Activity? span, RecognizedPage page)
    {
        span?.SetTag(TelemetryAttributes.EngineName, page.Engine?.Name);
        span?.SetTag(TelemetryAttributes.EngineVersion, page.Engine?.Version);
        if (page.Stages is not { } stages)
            return;
        (string Stage, double Milliseconds)[] times =
            [(PageStage.Render, stages.Render), (PageStage.Preprocess, stages.Preprocess),
                (PageStage.DetectOrientation, stages.DetectOrientation), (PageStage.Recognize, stages.Recognize),
                (PageStage.RecoveryPasses, stages.RecoveryPasses), (PageStage.SecondRecognizer, stages.SecondRecognizer)];
        foreach ((string stage, double milliseconds) in times)
        {
            span?.SetTag(TelemetryAttributes.StageCpuPrefix + stage, milliseconds / 1000);
            metrics.StageCpuTime(stage, milliseconds / 1000);
        }
    }
}
