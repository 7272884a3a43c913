using OcrFunctions.Cli.Client.Api;
using OcrFunctions.LocalHost;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.Infrastructure;
using OcrFunctions.StorageConnections;

namespace OcrFunctions.Cli.Client.Servers;

/// <summary>The app on a host in this process.</summary>
/// <param name="host">The host.</param>
/// <param name="record">Announces it to other processes while it serves; null if it does not serve.</param>
internal sealed class LocalServer(LocalFunctionsHost host, IDisposable? record) : IServer
{
    public const string NextRunContinues = "The next ./run continues unfinished documents.";

    public ApiClient Api { get; } = new(host.BaseAddress, () => StorageConnection.Read(host.Configuration).Blobs());

    public Task Ended => host.Completion;

    public required string Unfinished { get; init; }

    public async Task ThrowIfEndedAsync()
    {
        if (!host.Completion.IsCompleted)
            return;
        await host.Completion;
        throw new ConsoleException("The app ended while documents were being read. " + Unfinished);
    }

    public async ValueTask DisposeAsync()
    {
        record?.Dispose();
        Api.Dispose();
        await host.DisposeAsync();
        // A worker that did not stop in time was killed, and could not remove its own.
        TempWorkspace.RemoveAbandoned(host.Configuration[$"{OcrOptions.Section}:{nameof(OcrOptions.TempFolder)}"] ?? "");
    }
}
