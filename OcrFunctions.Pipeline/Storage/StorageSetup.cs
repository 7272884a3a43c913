using Microsoft.Extensions.Hosting;
using OcrFunctions.StorageConnections;

namespace OcrFunctions.Pipeline.Storage;

/// <summary>Creates containers, tables and queues once, before the first function runs.</summary>
internal sealed class StorageSetup(StorageClients storage) : IHostedService
{
    private static readonly string[] Containers = [StorageNames.Documents, StorageNames.Results, StorageNames.Secrets],
        Queues = [StorageNames.CompletedQueue, StorageNames.PoisonBlobs],
        Tables = [StorageNames.DocumentsTable, StorageNames.IndexTable, StorageNames.CorrectionsTable, StorageNames.DeadLettersTable];

    /// <exception cref="StorageConnectionException">The account cannot be used.</exception>
    public async Task StartAsync(CancellationToken cancellationToken) => await Task.WhenAll(
        CreateAsync(StorageService.Blob, Containers,
            (name, stop) => storage.Blobs.GetBlobContainerClient(name).CreateIfNotExistsAsync(cancellationToken: stop), cancellationToken),
        CreateAsync(StorageService.Queue, Queues,
            (name, stop) => storage.Queues.GetQueueClient(name).CreateIfNotExistsAsync(cancellationToken: stop), cancellationToken),
        CreateAsync(StorageService.Table, Tables,
            (name, stop) => storage.Tables.CreateTableIfNotExistsAsync(name, stop), cancellationToken));

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Task CreateAsync(StorageService service, IEnumerable<string> names, Func<string, CancellationToken, Task> create,
        CancellationToken cancellationToken) =>
        StorageFailure.ExplainAsync(storage.Connection, service,
            stop => Task.WhenAll(names.Select(name => create(name, stop))), cancellationToken);
}
