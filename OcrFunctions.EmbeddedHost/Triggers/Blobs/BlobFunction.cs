using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;
using OcrFunctions.EmbeddedHost.Functions;

namespace OcrFunctions.EmbeddedHost.Triggers.Blobs;

/// <summary>One function on one container: which versions it has dealt with, and how it deals with one more.</summary>
internal sealed class BlobFunction(
    FunctionDescriptor function, BlobPath path, BlobContainerClient container, BlobReceipts receipts, BlobPoison poison, int attempts,
    FunctionInvoker invoker, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly HashSet<BlobVersion> _busy = [];
    private readonly HashSet<BlobVersion> _done = [];
    private HashSet<string>? _receipts;

    public BlobPath Path => path;

    /// <summary>Before the first listing: what was dealt with by earlier runs of the host.</summary>
    public async Task LoadReceiptsAsync(CancellationToken cancellationToken) => _receipts ??= await receipts.LoadAsync(function.StorageId, cancellationToken);

    /// <returns>True where the version is new to the function and now its to deal with.</returns>
    public bool Take(BlobVersion version)
    {
        lock (_gate)
        {
            if (_done.Contains(version) || _busy.Contains(version))
                return false;
            if (_receipts?.Contains(receipts.NameOf(function.StorageId, container.Name, version)) == true)
            {
                _done.Add(version);
                return false;
            }

            return _busy.Add(version);
        }
    }

    /// <summary>Gives back a version that was taken and not dealt with.</summary>
    public void Return(BlobVersion version)
    {
        lock (_gate)
            _busy.Remove(version);
    }

    /// <summary>Forgets versions that are no more: an ETag never comes back.</summary>
    /// <param name="live">Versions of a whole listing.</param>
    public void Keep(HashSet<BlobVersion> live)
    {
        lock (_gate)
        {
            _done.IntersectWith(live);
            // What the receipts say about blobs that are still there is in the other set now.
            _receipts = [];
        }
    }

    /// <summary>Calls the function until it succeeds or the version counts as poison, then writes the receipt.</summary>
    public async Task HandleAsync(BlobVersion version, IReadOnlyDictionary<string, string> names, CancellationToken cancellationToken)
    {
        try
        {
            BlobType? type = await CallAsync(version, names, cancellationToken);
            if (type is null)
                return;
            await receipts.WriteAsync(function.StorageId, container.Name, version, cancellationToken);
            lock (_gate)
                _done.Add(version);
        }
        finally
        {
            Return(version);
        }
    }

    /// <returns>Null where the version was gone before it could be dealt with.</returns>
    private async Task<BlobType?> CallAsync(BlobVersion version, IReadOnlyDictionary<string, string> names, CancellationToken cancellationToken)
    {
        BlobClient blob = container.GetBlobClient(version.Name);
        for (int attempt = 1; ; attempt++)
        {
            BlobProperties properties;
            try
            {
                properties = await blob.GetPropertiesAsync(new BlobRequestConditions { IfMatch = new ETag(version.ETag) }, cancellationToken);
            }
            catch (RequestFailedException e) when (e.Status is 404 or 412)
            {
                logger.BlobGone(container.Name, version.Name, function.Name);
                return null;
            }

            try
            {
                await invoker.InvokeAsync(function, BlobBindingData.Input(blob, properties, names), cancellationToken);
                return properties.BlobType;
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellationToken);
            }
            catch (Exception) when (attempt < attempts)
            {
                // Logged by the invoker.
                await Task.Delay(BetweenAttempts, time, cancellationToken);
            }
            catch (Exception)
            {
                logger.BlobPoisoned(container.Name, version.Name, attempts, function.Name);
                await poison.ReportAsync(function.StorageId, $"{properties.BlobType}Blob", container.Name, version, cancellationToken);
                return properties.BlobType;
            }
        }
    }
}
