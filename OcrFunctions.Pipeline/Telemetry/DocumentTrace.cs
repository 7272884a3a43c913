using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace OcrFunctions.Pipeline.Telemetry;

/// <summary>
/// The spans of a document. They are one trace, wherever the work is done: its context is stored in the document's row, which every step
/// reads anyway. A host that passes the trace's context itself has its own spans between these. Orchestrators have no spans: they are
/// replayed.
/// </summary>
public static class DocumentTrace
{
    private static readonly ActivitySource Source = new(TelemetryNames.Source);

    /// <summary>The current span as the W3C header <c>traceparent</c>; null if nothing is traced.</summary>
    public static string? Current => Source.HasListeners() ? Activity.Current?.Id : null;

    /// <summary>Runs a step of the work on a document as a span of its trace.</summary>
    /// <param name="name">The span's name; the same for every document.</param>
    /// <param name="documentId">The document's id.</param>
    /// <param name="traceParent">
    /// The document's trace in the form of the W3C header <c>traceparent</c>; null for a document that has none yet: the step belongs to
    /// the caller's trace, or begins one.
    /// </param>
    /// <param name="work">The work; gets the span, which is null if nothing is traced.</param>
    public static async Task<T> StepAsync<T>(string name, string documentId, string? traceParent, Func<Activity?, Task<T>> work)
    {
        using Activity? span = Start(name, traceParent);
        span?.SetTag(TelemetryAttributes.DocumentId, documentId);
        return await RunAsync(span, work);
    }

    /// <summary>Runs a part of a step as a span below the step's, with its document and page.</summary>
    /// <param name="name">The span's name.</param>
    /// <param name="work">The work; gets the span, which is null if nothing is traced.</param>
    public static async Task<T> PartAsync<T>(string name, Func<Activity?, Task<T>> work)
    {
        using Activity? span = Source.StartActivity(name);
        foreach (string inherited in (string[])[TelemetryAttributes.DocumentId, TelemetryAttributes.PageNumber])
            span?.SetTag(inherited, span.Parent?.GetTagItem(inherited));
        return await RunAsync(span, work);
    }

    /// <summary>Names the document on the current span, which is that of the function that is called for it.</summary>
    /// <param name="documentId">The document's id.</param>
    public static void TagCaller(string documentId) => Activity.Current?.SetTag(TelemetryAttributes.DocumentId, documentId);

    /// <summary>Names the document on what is logged from here on.</summary>
    /// <param name="log">Any logger.</param>
    /// <param name="documentId">The document's id.</param>
    /// <returns>Ends the scope; null if nothing is logged.</returns>
    public static IDisposable? DocumentScope(this ILogger log, string documentId) =>
        log.BeginScope(new KeyValuePair<string, object?>[] { new(TelemetryAttributes.DocumentId, documentId) });

    /// <summary>Marks a span as failed.</summary>
    /// <param name="span">The span; null if nothing is traced.</param>
    /// <param name="code">Code of the error.</param>
    /// <param name="message">The error.</param>
    public static void Fail(Activity? span, string code, string? message)
    {
        span?.SetTag(TelemetryAttributes.ErrorType, code);
        span?.SetStatus(ActivityStatusCode.Error, message);
    }

    private static Activity? Start(string name, string? traceParent)
    {
        if (!Source.HasListeners())
            return null;
        Activity? caller = Activity.Current;
        if (!ActivityContext.TryParse(traceParent, null, isRemote: true, out ActivityContext document)
            || document.TraceId == caller?.TraceId)
            return Source.StartActivity(name);
        return Source.StartActivity(name, ActivityKind.Internal, document,
            links: caller is { Recorded: true } ? [new ActivityLink(caller.Context)] : null);
    }

    private static async Task<T> RunAsync<T>(Activity? span, Func<Activity?, Task<T>> work)
    {
        try
        {
            return await work(span);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            if (span?.Status == ActivityStatusCode.Unset)
            {
                Fail(span, e.GetType().FullName!, e.Message);
                span.AddException(e);
            }

            throw;
        }
    }
}
