using Azure;
using Azure.Identity;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Health;

/// <summary>
/// One small call of a storage service. Its result is shown to any caller, so it consists of status and code and never of an exception's
/// message, which may contain addresses and signatures.
/// </summary>
internal abstract class StorageCheck(StorageProbe probe) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await CallAsync(probe.Clients, cancellationToken);
            return HealthCheckResult.Healthy("Answers.");
        }
        catch (RequestFailedException e) when (e.Status != 0)
        {
            return HealthCheckResult.Unhealthy($"Answers with {e.Status} {e.ErrorCode}".TrimEnd() + ".");
        }
        catch (AuthenticationFailedException)
        {
            return HealthCheckResult.Unhealthy("There is no credential for the app's identity.");
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

    protected abstract Task CallAsync(StorageClients storage, CancellationToken cancellationToken);
}

/// <summary>Queries a row in the documents' table.</summary>
internal sealed class TablesCheck(StorageProbe probe) : StorageCheck(probe)
{
    protected override Task CallAsync(StorageClients storage, CancellationToken cancellationToken) =>
        storage.Tables.GetTableClient(StorageNames.DocumentsTable)
            .GetEntityIfExistsAsync<Azure.Data.Tables.TableEntity>("health", "health", cancellationToken: cancellationToken);
}

/// <summary>Queries the documents' container.</summary>
internal sealed class BlobsCheck(StorageProbe probe) : StorageCheck(probe)
{
    protected override Task CallAsync(StorageClients storage, CancellationToken cancellationToken) =>
        storage.Blobs.GetBlobContainerClient(StorageNames.Documents).GetPropertiesAsync(cancellationToken: cancellationToken);
}

/// <summary>Queries the queue of finished documents.</summary>
internal sealed class QueuesCheck(StorageProbe probe) : StorageCheck(probe)
{
    protected override Task CallAsync(StorageClients storage, CancellationToken cancellationToken) =>
        storage.Queues.GetQueueClient(StorageNames.CompletedQueue).GetPropertiesAsync(cancellationToken);
}
