using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Options;
using OcrFunctions.Pipeline.Configuration;
using OcrFunctions.Pipeline.Documents;
using OcrFunctions.Pipeline.Errors;
using OcrFunctions.Pipeline.Infrastructure;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Sources;

/// <summary>
/// Local copies of documents: one download for each machine, however many pages it reads. A copy is removed when its document is
/// finished here, or when it has not been used for <see cref="IdleTimeout"/> (another machine finished it).
/// </summary>
public sealed class SourceCache : IDisposable
{
    /// <summary>How long an unused copy is kept.</summary>
    public static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Copy> _copies = [];
    private readonly StorageClients _storage;
    private readonly TempWorkspace _workspace;
    private readonly TimeProvider _time;
    private readonly long _maxBytes;
    private readonly ITimer _sweeper;

    public SourceCache(StorageClients storage, TempWorkspace workspace, IOptions<OcrOptions> options, TimeProvider time)
    {
        _storage = storage;
        _workspace = workspace;
        _time = time;
        _maxBytes = options.Value.MaxFileBytes;
        _sweeper = time.CreateTimer(_ => Sweep(), null, IdleTimeout, IdleTimeout);
    }

    /// <summary>Outcome of a document whose source was overwritten.</summary>
    public static OcrError Replaced { get; } =
        OcrError.Of(ErrorCodes.SourceReplaced, "The file was overwritten after intake; the new version is a separate document.");

    /// <summary>Number of downloads since the start.</summary>
    public int Downloads { get; private set; }

    /// <summary>The local copy of a document's source, downloaded if it is not there.</summary>
    /// <returns>Dispose it when the file is no longer needed.</returns>
    /// <exception cref="SourceLostException">The blob was deleted, was overwritten or is too large.</exception>
    public async Task<SourceLease> OpenAsync(DocumentRow document, CancellationToken cancellationToken)
    {
        Copy copy;
        lock (_lock)
        {
            if (!_copies.TryGetValue(document.Id, out copy!))
            {
                copy = new Copy(Path.Combine(_workspace.Path, document.Id));
                _copies.Add(document.Id, copy);
                Downloads++;
                // No caller's token: other callers wait for the same download.
                copy.Download = DownloadAsync(document.GetSource(), copy.Path);
            }

            copy.Users++;
        }

        try
        {
            await copy.Download.WaitAsync(cancellationToken);
            return new SourceLease(this, document.Id, copy);
        }
        catch
        {
            Release(document.Id, copy);
            throw;
        }
    }

    /// <summary>Whether the document's version of the blob still exists.</summary>
    public async Task<bool> ExistsAsync(DocumentRow document, CancellationToken cancellationToken) =>
        await CurrentAsync(document.GetSource(), cancellationToken) == document.GetSource();

    /// <summary>Whether the document's source was replaced by another version. A deleted blob does not count as replaced.</summary>
    public async Task<bool> IsReplacedAsync(DocumentRow document, CancellationToken cancellationToken)
    {
        BlobSource source = document.GetSource();
        return await CurrentAsync(source, cancellationToken) is { } current && current != source;
    }

    /// <summary>The current version of a blob; null if there is none.</summary>
    private async Task<BlobSource?> CurrentAsync(BlobSource source, CancellationToken cancellationToken)
    {
        try
        {
            BlobProperties current =
                await _storage.Blobs.GetBlobContainerClient(source.Container).GetBlobClient(source.BlobName)
                    .GetPropertiesAsync(cancellationToken: cancellationToken);
            return BlobSource.Of(source.Container, source.BlobName, current.ETag);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Deletes the document's version of the blob; another version stays.</summary>
    public async Task DeleteAsync(DocumentRow document, CancellationToken cancellationToken)
    {
        BlobSource source = document.GetSource();
        try
        {
            await _storage.Blobs.GetBlobContainerClient(source.Container).GetBlobClient(source.BlobName).DeleteIfExistsAsync(
                DeleteSnapshotsOption.IncludeSnapshots, new BlobRequestConditions { IfMatch = new ETag($"\"{source.ETag}\"") },
                cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            // Already deleted, or another document's.
        }
    }

    /// <summary>Removes a finished document's copy as soon as it is unused.</summary>
    public void Evict(string documentId)
    {
        lock (_lock)
        {
            if (!_copies.TryGetValue(documentId, out Copy? copy))
                return;
            copy.Finished = true;
            RemoveIfUnused(documentId, copy);
        }
    }

    public void Dispose() => _sweeper.Dispose();

    internal void Release(string documentId, Copy copy)
    {
        lock (_lock)
        {
            copy.Users--;
            copy.LastUsed = _time.GetTimestamp();
            // A failed download is not cached: the next caller retries. One that timed out counts as canceled.
            copy.Finished |= copy.Download.IsFaulted || copy.Download.IsCanceled;
            RemoveIfUnused(documentId, copy);
        }
    }

    private void Sweep()
    {
        lock (_lock)
        {
            foreach (var (id, copy) in _copies.ToList())
            {
                copy.Finished |= copy.Users == 0 && _time.GetElapsedTime(copy.LastUsed) >= IdleTimeout;
                RemoveIfUnused(id, copy);
            }
        }
    }

    private void RemoveIfUnused(string documentId, Copy copy)
    {
        if (!copy.Finished || copy.Users > 0)
            return;
        _copies.Remove(documentId);
        File.Delete(copy.Path);
    }

    private async Task DownloadAsync(BlobSource source, string path)
    {
        BlobClient blob = _storage.Blobs.GetBlobContainerClient(source.Container).GetBlobClient(source.BlobName);
        var same = new BlobRequestConditions { IfMatch = new ETag($"\"{source.ETag}\"") };
        try
        {
            BlobProperties properties = await blob.GetPropertiesAsync(same);
            if (properties.ContentLength > _maxBytes)
                throw new SourceLostException(
                    OcrError.Of(ErrorCodes.FileTooLarge,
                        $"The file has {properties.ContentLength:N0} bytes; the limit is {_maxBytes:N0}."));
            await blob.DownloadToAsync(path, new BlobDownloadToOptions { Conditions = same });
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            // A condition on a deleted blob fails like one on another version.
            throw new SourceLostException(await CurrentAsync(source, CancellationToken.None) is null
                ? OcrError.Of(ErrorCodes.SourceMissing, "The file was deleted before it was read.")
                : Replaced);
        }
    }

    internal sealed class Copy(string path)
    {
        public string Path { get; } = path;

        public Task Download { get; set; } = Task.CompletedTask;

        public int Users { get; set; }

        public long LastUsed { get; set; }

        public bool Finished { get; set; }
    }
}
