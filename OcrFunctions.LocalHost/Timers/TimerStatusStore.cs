using Azure;
using Azure.Storage.Blobs;
using Newtonsoft.Json;

namespace OcrFunctions.LocalHost.Timers;

/// <summary>When a timer fired last and fires next, in the blob where the real host keeps it.</summary>
internal sealed class TimerStatusStore(BlobContainerClient hosts, string hostId, string function)
{
    private readonly BlobClient _blob = hosts.GetBlobClient($"timers/{hostId}/Host.Functions.{function}/status");

    /// <returns>Null where there is none, or none that can be read.</returns>
    public async Task<ScheduleStatus?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return JsonConvert.DeserializeObject<ScheduleStatus>(
                (await _blob.DownloadContentAsync(cancellationToken)).Value.Content.ToString());
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
        await _blob.UploadAsync(BinaryData.FromString(JsonConvert.SerializeObject(status)), overwrite: true, cancellationToken);
    }
}

/// <summary>The state of a timer; the worker gets it as part of <c>TimerInfo</c>.</summary>
internal sealed record ScheduleStatus(DateTime Last, DateTime Next, DateTime LastUpdated);
