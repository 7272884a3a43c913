using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace OcrFunctions.EmbeddedHost.Triggers.Blobs;

/// <summary>Lists one container again and again and calls its functions for versions of blobs that they have not dealt with.</summary>
/// <param name="slots">Calls of blob functions that may run at once, over all containers.</param>
internal sealed class BlobListener(
    BlobContainerClient container, BlobContainerClient hosts, BlobPoison poison, IReadOnlyList<BlobFunction> functions, SemaphoreSlim slots, CallTracker calls,
    Func<BlobListener, PollingLoop> loop) : ITriggerListener
{
    private readonly CancellationTokenSource _closed = new();
    private readonly string _prefix = CommonPrefix([.. functions.Select(f => f.Path.Prefix)]);
    private Task _polling = Task.CompletedTask;

    public string Container => container.Name;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await hosts.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await poison.CreateQueueAsync(cancellationToken);
        _polling = Task.Run(() => loop(this).RunAsync(_closed.Token), CancellationToken.None);
    }

    public void Close() => _closed.Cancel();

    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        await _polling;
        await calls.DrainAsync(cancellationToken);
    }

    /// <summary>Lists the container once and begins the calls.</summary>
    /// <returns>True where something new was there.</returns>
    public async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        foreach (BlobFunction function in functions)
            await function.LoadReceiptsAsync(cancellationToken);
        bool found = false;
        var live = new HashSet<BlobVersion>();
        try
        {
            await foreach (BlobItem blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, _prefix, cancellationToken))
            {
                if (blob.Properties.ETag is not { } etag)
                    continue;
                BlobVersion version = BlobVersion.Of(blob.Name, etag);
                live.Add(version);
                foreach (BlobFunction function in functions)
                    found |= await OfferAsync(function, version, cancellationToken);
            }
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // The container is made by whoever stores the first blob.
            return false;
        }

        foreach (BlobFunction function in functions)
            function.Keep(live);
        return found;
    }

    private async Task<bool> OfferAsync(BlobFunction function, BlobVersion version, CancellationToken cancellationToken)
    {
        if (function.Path.Match(version.Name) is not { } names || !function.Take(version))
            return false;
        try
        {
            await slots.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            function.Return(version);
            throw;
        }

        calls.Run(async () =>
        {
            try
            {
                await function.HandleAsync(version, names, calls.Abandoned);
            }
            finally
            {
                slots.Release();
            }
        });
        return true;
    }

    private static string CommonPrefix(IReadOnlyList<string> prefixes)
    {
        string common = prefixes[0];
        foreach (string prefix in prefixes)
            while (!prefix.StartsWith(common, StringComparison.Ordinal))
                common = common[..^1];
        return common;
    }
}
