using OcrFunctions.EngineProtocol;

namespace OcrFunctions.Pipeline.Engines;

/// <summary>Tells once why pages are not accelerated. The process that describes the engine reads no pages, so it cannot know.</summary>
/// <param name="warn">Receives each reason once.</param>
internal sealed class AccelerationWatch(Action<string> warn)
{
    private volatile EngineAcceleration? _last;

    /// <summary>The last page's acceleration, if it was off; null if it was on, or nothing was recognized yet.</summary>
    public EngineAcceleration? Fault => _last is { OffReason: not null } fault ? fault : null;

    /// <param name="acceleration">That of a page; null if nothing was recognized on it.</param>
    public void Observe(EngineAcceleration? acceleration)
    {
        if (acceleration is null)
            return;
        string? before = Interlocked.Exchange(ref _last, acceleration)?.OffReason;
        if (acceleration is { OffReason: { } reason, IsSwitchedOff: false } && reason != before)
            warn(reason);
    }
}
