using Microsoft.Extensions.Hosting;

namespace OcrFunctions.Pipeline.Storage;

/// <summary>Creates containers, tables and queues once, before the first function runs.</summary>
internal sealed class StorageSetup(StorageClients storage) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken) => await Task.WhenAll(
        storage.Blobs.GetBlobContainerClient(StorageNames.Documents).CreateIfNotExistsAsync(cancellationToken: cancellationToken),
        storage.Blobs.GetBlobContainerClient(StorageNames.Results).CreateIfNotExistsAsync(cancellationToken: cancellationToken),
        storage.Blobs.GetBlobContainerClient(StorageNames.Secrets).CreateIfNotExistsAsync(cancellationToken: cancellationToken),
        storage.Tables.CreateTableIfNotExistsAsync(StorageNames.DocumentsTable, cancellationToken),
        storage.Tables.CreateTableIfNotExistsAsync(StorageNames.IndexTable, cancellationToken),
        storage.Tables.CreateTableIfNotExistsAsync(StorageNames.CorrectionsTable, cancellationToken),
        storage.Tables.CreateTableIfNotExistsAsync(StorageNames.DeadLettersTable, cancellationToken),
        storage.Queues.GetQueueClient(StorageNames.CompletedQueue).CreateIfNotExistsAsync(cancellationToken: cancellationToken),
        storage.Queues.GetQueueClient(StorageNames.PoisonBlobs).CreateIfNotExistsAsync(cancellationToken: cancellationToken));

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
