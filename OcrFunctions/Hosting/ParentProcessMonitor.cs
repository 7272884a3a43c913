using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OcrFunctions.Hosting;

/// <summary>
/// Ends the app when the process that started it has ended. A killed Functions host leaves its worker behind, which would continue
/// beside the next host's worker and never end: its connection to the host gives no signal, and its standard input is not the host's.
/// </summary>
internal sealed partial class ParentProcessMonitor(IParentProcess parent, Action end, IHostApplicationLifetime lifetime, TimeProvider time,
    ILogger<ParentProcessMonitor> log) : IHostedLifecycleService, IDisposable
{
    /// <summary>Polling interval.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Time for a graceful shutdown, which removes temporary files. The connection to a terminated host may block it.</summary>
    public static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _disposed = new();

    /// <summary>Starts before any other service: the worker's own waits for the host.</summary>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _ = MonitorAsync(_disposed.Token);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>It keeps running: the host may end while the app is waiting for it.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _disposed.Cancel();
        _disposed.Dispose();
    }

    /// <summary>
    /// Ends this process without any cleanup, which would have to wait for a peer that no longer answers. Engines end with it, because
    /// their standard input closes.
    /// </summary>
    public static void KillOwnProcess()
    {
        using Process own = Process.GetCurrentProcess();
        own.Kill();
    }

    private async Task MonitorAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (!parent.HasEnded)
                await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            // The app has ended first.
            return;
        }

        ParentEnded();
        lifetime.StopApplication();
        await Task.Delay(ShutdownTimeout, time, CancellationToken.None);
        end();
    }

    [LoggerMessage(LogLevel.Warning, "The process that started this app has ended, so the app ends too.")]
    private partial void ParentEnded();
}
