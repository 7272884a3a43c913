using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;

namespace OcrFunctions.EmbeddedHost.Triggers.Timers;

/// <summary>When a timer fired last and should fire next, kept where the real host keeps it.</summary>
internal sealed class TimerState(BlobContainerClient hosts, string hostId, string function)
{
    private readonly BlobClient _blob = hosts.GetBlobClient($"timers/{hostId}/{function}/status");

    /// <returns>Null where there is none, or none that can be read.</returns>
    public async Task<ScheduleStatus?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await _blob.DownloadContentAsync(cancellationToken)).Value.Content.ToObjectFromJson<ScheduleStatus>();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public async Task WriteAsync(ScheduleStatus status, CancellationToken cancellationToken)
    {
        await hosts.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await _blob.UploadAsync(BinaryData.FromObjectAsJson(status), overwrite: true, cancellationToken);
    }
}
