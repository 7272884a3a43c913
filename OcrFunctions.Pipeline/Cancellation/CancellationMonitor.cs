using OcrFunctions.Pipeline.Documents;

namespace OcrFunctions.Pipeline.Cancellation;

/// <summary>Signals a page in progress when its document must stop. Dispose it when the page is done.</summary>
public sealed class CancellationMonitor : IDisposable
{
    private readonly CancellationMonitors _monitors;
    private readonly CancellationMonitors.Entry _entry;
    private bool _disposed;

    internal CancellationMonitor(CancellationMonitors monitors, CancellationMonitors.Entry entry) =>
        (_monitors, _entry) = (monitors, entry);

    /// <summary>Canceled when the document must stop.</summary>
    public CancellationToken Stopped => _entry.Stopped.Token;

    /// <summary>The reason; null while the document continues.</summary>
    public StopReason? Reason => _entry.Reason;

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _monitors.Release(_entry);
    }
}
