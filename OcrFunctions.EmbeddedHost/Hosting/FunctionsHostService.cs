using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OcrFunctions.EmbeddedHost.Functions;
using OcrFunctions.EmbeddedHost.Logging;
using OcrFunctions.EmbeddedHost.Triggers;

namespace OcrFunctions.EmbeddedHost.Hosting;

/// <summary>
/// Starts and stops what calls functions. The order matters. The port is taken first (Kestrel is a hosted service like any
/// other, this begins when all of them have started), so that a second copy of the app fails by its port and does not
/// wait for the task hub of the first. Then the durable runtime, then the triggers that may start orchestrations, and only
/// then requests are let through. Stopping closes the triggers first, then Kestrel drains its requests, which may still
/// wait for orchestrations, and the durable runtime goes last.
/// </summary>
internal sealed class FunctionsHostService(
    DurableModule durable, TriggerListeners triggers, FunctionCatalogue catalogue, Readiness readiness, HostAddress address, AppStart start, ILoggerFactory loggers)
    : IHostedLifecycleService
{
    private readonly List<ITriggerListener> _listeners = [];

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (durable.Runtime is not null)
                await durable.Runtime.StartAsync(cancellationToken);
            foreach (ITriggerListener listener in triggers.Create())
            {
                await listener.StartAsync(cancellationToken);
                _listeners.Add(listener);
            }
        }
        catch
        {
            // A host that could not start is never stopped, so what has started is undone here.
            await StoppingAsync(CancellationToken.None);
            await StopAsync(CancellationToken.None);
            throw;
        }

        readiness.Announce();
        loggers.CreateLogger(HostLogging.Category).Listening(address.Uri, catalogue.All.Count);
        start.Running();
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        foreach (ITriggerListener listener in _listeners)
            listener.Close();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_listeners.Select(listener => listener.DrainAsync(cancellationToken)));
        _listeners.Clear();
        if (durable.Runtime is { } runtime)
        {
            await runtime.StopAsync(cancellationToken);
            await runtime.DisposeAsync();
        }
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
