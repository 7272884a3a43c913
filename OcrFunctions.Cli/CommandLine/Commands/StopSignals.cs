using System.Runtime.InteropServices;

namespace OcrFunctions.Cli.CommandLine.Commands;

/// <summary>Ctrl+C, SIGTERM and a closed terminal, as one token.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private bool _stopping;

    public StopSignals()
    {
        foreach (PosixSignal signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
            _registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                // The process ends when its work has been released, not in the middle of it.
                context.Cancel = true;
                // Ctrl+C on a terminal reaches this process twice, directly and as SIGTERM from the script.
                if (Interlocked.Exchange(ref _stopping, true))
                    return;
                Stopping?.Invoke();
                _stop.Cancel();
            }));
    }

    public CancellationToken Token => _stop.Token;

    /// <summary>
    /// Called once, before <see cref="Token"/> is canceled. A callback of the token itself may never run: what the token ends can remove it
    /// first.
    /// </summary>
    public Action? Stopping { get; set; }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _stop.Dispose();
    }
}
