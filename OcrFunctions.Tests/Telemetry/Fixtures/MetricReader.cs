using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace OcrFunctions.Tests.Telemetry.Fixtures;

/// <summary>Reads the instruments of one meter, in the test's process.</summary>
internal sealed class MetricReader : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Name, double Value, string Tags)> _measurements = new();
    private readonly List<Instrument> _instruments = [];

    public MetricReader(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter != meter)
                return;
            _instruments.Add(instrument);
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public IReadOnlyList<Instrument> Instruments => _instruments;

    /// <summary>Sum of an instrument's measurements.</summary>
    /// <param name="name">The instrument.</param>
    /// <param name="tags">Only those with these tags, as <c>name=value</c> joined by commas; null for all.</param>
    public double Sum(string name, string? tags = null) => Of(name, tags).Sum();

    /// <summary>What a gauge reports now.</summary>
    public IReadOnlyList<double> Observe(string name)
    {
        int before = Of(name, null).Count();
        _listener.RecordObservableInstruments();
        return [.. Of(name, null).Skip(before)];
    }

    public IEnumerable<double> Of(string name, string? tags) =>
        _measurements.Where(one => one.Name == name && (tags is null || one.Tags == tags)).Select(one => one.Value);

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measurements.Enqueue((instrument.Name, value, string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
}
