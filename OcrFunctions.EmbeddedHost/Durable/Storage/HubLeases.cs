using System.Diagnostics;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Logging;
using OcrFunctions.EmbeddedHost.Configuration;

namespace OcrFunctions.EmbeddedHost.Durable.Storage;

/// <summary>How a host becomes the owner of a task hub: it waits until the owner gives it back, or has certainly ended.</summary>
internal static class HubLeases
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(1);

    public static async Task<HubLease> AcquireAsync(BlobContainerClient container, string hub, OwnershipSettings ownership, ILogger log, CancellationToken cancellation)
    {
        BlobClient blob = container.GetBlobClient("owner");
        OwnerMark mark = OwnerMark.New(ownership.Machine);
        try
        {
            for (bool told = false; ;)
            {
                if (await TryAcquireAsync(blob, mark, ownership.Lease, log, cancellation) is { } held)
                    return held;
                OwnerMark? owner = await OwnerAsync(blob, cancellation);
                if (owner is not null && owner.IsGone(ownership.Machine))
                {
                    StorageLog.OwnerGone(log, hub, owner);
                    await TryBreakAsync(blob, cancellation);
                    continue;
                }

                if (!told)
                    StorageLog.WaitingForOwner(log, hub, owner?.ToString() ?? "a host that has not said its name");
                told = true;

                // Not the runtime's clock: the service's lease runs out in real time.
                await Task.Delay(AskAgainAfter, cancellation);
            }
        }
        catch
        {
            mark.Bury();
            throw;
        }
    }

    private static async Task<HubLease?> TryAcquireAsync(BlobClient blob, OwnerMark mark, TimeSpan duration, ILogger log, CancellationToken cancellation)
    {
        BlobLeaseClient lease = blob.GetBlobLeaseClient();
        long asked = Stopwatch.GetTimestamp();
        try
        {
            await lease.AcquireAsync(duration, cancellationToken: cancellation);
            await blob.SetMetadataAsync(mark.Write(), new BlobRequestConditions { LeaseId = lease.LeaseId }, cancellation);
            return new HubLease(blob, lease, mark, duration, asked, log);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return null;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            await TryCreateAsync(blob, cancellation);
            return await TryAcquireAsync(blob, mark, duration, log, cancellation);
        }
    }

    private static async Task TryCreateAsync(BlobClient blob, CancellationToken cancellation)
    {
        try
        {
            await blob.UploadAsync(BinaryData.Empty, overwrite: false, cancellation);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // Another host has made it, and may hold it by now.
        }
    }

    private static async Task TryBreakAsync(BlobClient blob, CancellationToken cancellation)
    {
        try
        {
            await blob.GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: cancellation);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // It ended by itself in the meantime.
        }
    }

    private static async Task<OwnerMark?> OwnerAsync(BlobClient blob, CancellationToken cancellation) =>
        OwnerMark.Read((await blob.GetPropertiesAsync(cancellationToken: cancellation)).Value.Metadata);
}
