using System.Diagnostics.Metrics;

namespace OcrFunctions.Pipeline.Telemetry;

/// <summary>
/// The unfinished documents of the storage account, as the reconciler saw them. It runs on one machine at a time, so a machine reports them
/// only for a while after its own last look: otherwise each would report the state of a different moment.
/// </summary>
public sealed class DocumentBacklog
{
    /// <summary>How long a look counts; the reconciler looks every minute.</summary>
    public static readonly TimeSpan ValidFor = TimeSpan.FromSeconds(150);

    private readonly TimeProvider _time;
    private State? _state;

    /// <param name="meter">Has the gauges.</param>
    /// <param name="time">Clock.</param>
    internal DocumentBacklog(Meter meter, TimeProvider time)
    {
        _time = time;
        meter.CreateObservableGauge("ocr.documents.unfinished", () => Observe(state => state.Count), "{document}",
            "Unfinished documents of the storage account.");
        meter.CreateObservableGauge("ocr.documents.oldest_age", () => Observe(state => state.Age.TotalSeconds), "s",
            "Seconds since the arrival of the oldest unfinished document.");
    }

    /// <summary>Reports a look.</summary>
    /// <param name="count">Unfinished documents.</param>
    /// <param name="oldest">Arrival of the oldest; null if there are none.</param>
    public void Set(long count, DateTimeOffset? oldest)
    {
        DateTimeOffset now = _time.GetUtcNow();
        Volatile.Write(ref _state, new State(count, oldest is { } at ? now - at : TimeSpan.Zero, now));
    }

    private IEnumerable<Measurement<double>> Observe(Func<State, double> value) =>
        Volatile.Read(ref _state) is { } state && _time.GetUtcNow() - state.At <= ValidFor ? [new Measurement<double>(value(state))] : [];

    private sealed record State(long Count, TimeSpan Age, DateTimeOffset At);
}
