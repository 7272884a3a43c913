using Azure;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Health;

/// <summary>
/// One small call of a storage service. What it says is shown to whoever asks, so it is made of status and code and never of an exception's
/// message, which may hold addresses and signatures.
/// </summary>
internal abstract class StorageCheck(StorageProbe probe) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await AskAsync(probe.Clients, cancellationToken);
            return HealthCheckResult.Healthy("Answers.");
        }
        catch (RequestFailedException e) when (e.Status != 0)
        {
            return HealthCheckResult.Unhealthy($"Answers with {e.Status} {e.ErrorCode}".TrimEnd() + ".");
        }
        catch (OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("Does not answer in time.");
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            return HealthCheckResult.Unhealthy("Cannot be reached.");
        }
    }

    protected abstract Task AskAsync(StorageClients storage, CancellationToken cancellationToken);
}

/// <summary>Looks for a row in the documents' table.</summary>
internal sealed class TablesCheck(StorageProbe probe) : StorageCheck(probe)
{
    protected override Task AskAsync(StorageClients storage, CancellationToken cancellationToken) =>
        storage.Tables.GetTableClient(StorageNames.DocumentsTable).GetEntityIfExistsAsync<Azure.Data.Tables.TableEntity>("health", "health", cancellationToken: cancellationToken);
}

/// <summary>Asks for the documents' container.</summary>
internal sealed class BlobsCheck(StorageProbe probe) : StorageCheck(probe)
{
    protected override Task AskAsync(StorageClients storage, CancellationToken cancellationToken) =>
        storage.Blobs.GetBlobContainerClient(StorageNames.Documents).GetPropertiesAsync(cancellationToken: cancellationToken);
}

/// <summary>Asks for the queue of finished documents.</summary>
internal sealed class QueuesCheck(StorageProbe probe) : StorageCheck(probe)
{
    protected override Task AskAsync(StorageClients storage, CancellationToken cancellationToken) =>
        storage.Queues.GetQueueClient(StorageNames.CompletedQueue).GetPropertiesAsync(cancellationToken);
}
