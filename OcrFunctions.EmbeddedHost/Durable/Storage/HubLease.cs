using System.Diagnostics;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Logging;

namespace OcrFunctions.EmbeddedHost.Durable.Storage;

/// <summary>
/// Makes one host the owner of a task hub, by a lease on the blob <c>owner</c>. It keeps real time, whatever clock the runtime
/// has, because the storage service does. The lease alone fences nothing: rows do, by fence numbers and ETags. It keeps two
/// hosts from fighting.
/// </summary>
internal sealed class HubLease : IAsyncDisposable
{
    private readonly TimeSpan _renewEvery;

    /// <summary>So long after the last renewal we stop believing in the lease: before the service gives it to another.</summary>
    private readonly TimeSpan _trust;

    private readonly BlobClient _blob;
    private readonly BlobLeaseClient _lease;
    private readonly OwnerMark _mark;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _renewing;
    private long _renewed;

    /// <param name="blob">The blob.</param>
    /// <param name="lease">A lease on it that has just been acquired.</param>
    /// <param name="mark">Who we are.</param>
    /// <param name="duration">How long it lasts.</param>
    /// <param name="asked">When it was asked for, before it was given.</param>
    /// <param name="log">Says when it is lost.</param>
    public HubLease(BlobClient blob, BlobLeaseClient lease, OwnerMark mark, TimeSpan duration, long asked, ILogger log)
    {
        (_blob, _lease, _mark, _renewed, _log) = (blob, lease, mark, asked, log);
        (_renewEvery, _trust) = (duration / 4, duration * 0.85);
        Lost = _lost.Token;
        _renewing = RenewAsync(_stop.Token);
    }

    /// <summary>Cancelled when the lease is lost: from then on nothing may be written.</summary>
    public CancellationToken Lost { get; }

    /// <exception cref="OwnershipLostException">The lease is lost, or was not renewed in time, so that it may be.</exception>
    public void EnsureHeld()
    {
        if (!_lost.IsCancellationRequested && Stopwatch.GetElapsedTime(Volatile.Read(ref _renewed)) < _trust)
            return;
        Lose();
        throw new OwnershipLostException();
    }

    /// <summary>Whoever finds a row changed by another owner says so here.</summary>
    public void Lose()
    {
        if (_lost.IsCancellationRequested)
            return;
        StorageLog.LeaseLost(_log);
        _lost.Cancel();
    }

    /// <summary>Gives the hub back, so that the next host need not wait.</summary>
    public async Task ReleaseAsync(CancellationToken cancellation)
    {
        await StopRenewingAsync();
        if (_lost.IsCancellationRequested)
            return;
        try
        {
            await _blob.SetMetadataAsync(new Dictionary<string, string>(), new BlobRequestConditions { LeaseId = _lease.LeaseId }, cancellation);
            await _lease.ReleaseAsync(cancellationToken: cancellation);
        }
        catch (Exception e) when (StorageFailure.IsPassing(e))
        {
            // It runs out by itself.
            StorageLog.LeaseNotReleased(_log, e);
        }
    }

    /// <summary>Stops renewing. Without <see cref="ReleaseAsync"/> before, everything is left as a killed process leaves it.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopRenewingAsync();
        _mark.Bury();
        _stop.Dispose();
    }

    private async Task StopRenewingAsync()
    {
        await _stop.CancelAsync();
        await _renewing;
    }

    private async Task RenewAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(_renewEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(stop) && !_lost.IsCancellationRequested)
            {
                long asked = Stopwatch.GetTimestamp();
                try
                {
                    // An answer that never comes must not keep us from seeing that the lease has run out.
                    using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
                    limit.CancelAfter(_renewEvery);
                    await _lease.RenewAsync(cancellationToken: limit.Token);
                    Volatile.Write(ref _renewed, asked);
                }
                catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
                {
                    Lose();
                }
                catch (Exception e) when (StorageFailure.IsPassing(e) && !stop.IsCancellationRequested)
                {
                    StorageLog.LeaseNotRenewed(_log, e);
                    if (Stopwatch.GetElapsedTime(Volatile.Read(ref _renewed)) >= _trust)
                        Lose();
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The end of the renewals was asked for.
        }
    }
}
