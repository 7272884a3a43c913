using Microsoft.AspNetCore.Routing;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace OcrFunctions.EmbeddedHost.Durable;

/// <summary>An event-sourced stand-in for Durable Task whose whole state lives in one storage account.</summary>
internal sealed class DurableRuntime : IAsyncDisposable
{
    public DurableRuntime(DurableRuntimeOptions options, IDurableFunctions functions, TimeProvider time, ILoggerFactory loggers)
    {
    }

    public DurableTaskClient Client => throw new InvalidOperationException("The durable runtime has not been started.");

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void MapManagementEndpoints(IEndpointRouteBuilder routes)
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
