using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Options;
using OcrFunctions.Pipeline.Storage;

namespace OcrFunctions.Pipeline.Documents;

/// <summary>
/// Local copies of documents: one download for each machine, however many pages it reads. A copy goes when its document is
/// finished here, or when nobody has used it for <see cref="Idle"/> (another machine finished it).
/// </summary>
public sealed class SourceCache : IDisposable
{
    /// <summary>How long an unused copy is kept.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(10);

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
        _sweeper = time.CreateTimer(_ => Sweep(), null, Idle, Idle);
    }

    /// <summary>What becomes of a document whose source was overwritten.</summary>
    public static OcrError Replaced { get; } = OcrError.Of(ErrorCodes.SourceReplaced, "The file was overwritten after it was taken in; the new version is a document of its own.");

    /// <summary>Downloads since the start.</summary>
    public int Downloads { get; private set; }

    /// <summary>The local copy of a document's source, downloaded if it is not there.</summary>
    /// <returns>Dispose it when the file is no longer used.</returns>
    /// <exception cref="SourceLostException">The blob is gone, was overwritten or is too large.</exception>
    public async Task<SourceLease> OpenAsync(DocumentRow document, CancellationToken cancellationToken)
    {
        Copy copy;
        lock (_lock)
        {
            if (!_copies.TryGetValue(document.PartitionKey, out copy!))
            {
                copy = new Copy(Path.Combine(_workspace.Path, document.PartitionKey));
                _copies.Add(document.PartitionKey, copy);
                Downloads++;
                // Nobody's token: others wait for the same download.
                copy.Download = DownloadAsync(document.GetSource(), copy.Path);
            }

            copy.Users++;
        }

        try
        {
            await copy.Download.WaitAsync(cancellationToken);
            return new SourceLease(this, document.PartitionKey, copy);
        }
        catch
        {
            Release(document.PartitionKey, copy);
            throw;
        }
    }

    /// <summary>Whether the version of the blob that a document is still lies there.</summary>
    public async Task<bool> ExistsAsync(DocumentRow document, CancellationToken cancellationToken) =>
        await CurrentAsync(document.GetSource(), cancellationToken) == document.GetSource();

    /// <summary>Whether another version lies now where the document's source was. One that was deleted is not replaced.</summary>
    public async Task<bool> IsReplacedAsync(DocumentRow document, CancellationToken cancellationToken)
    {
        BlobSource source = document.GetSource();
        return await CurrentAsync(source, cancellationToken) is { } current && current != source;
    }

    /// <summary>The version of a blob that lies there now; null where there is none.</summary>
    private async Task<BlobSource?> CurrentAsync(BlobSource source, CancellationToken cancellationToken)
    {
        try
        {
            BlobProperties there = await _storage.Blobs.GetBlobContainerClient(source.Container).GetBlobClient(source.BlobName).GetPropertiesAsync(cancellationToken: cancellationToken);
            return BlobSource.Of(source.Container, source.BlobName, there.ETag);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Deletes the version of the blob that a document is; another version stays.</summary>
    public async Task DeleteAsync(DocumentRow document, CancellationToken cancellationToken)
    {
        BlobSource source = document.GetSource();
        try
        {
            await _storage.Blobs.GetBlobContainerClient(source.Container).GetBlobClient(source.BlobName).DeleteIfExistsAsync(
                DeleteSnapshotsOption.IncludeSnapshots, new BlobRequestConditions { IfMatch = new ETag($"\"{source.ETag}\"") }, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            // Gone, or another document's.
        }
    }

    /// <summary>Removes a finished document's copy, once nobody uses it.</summary>
    public void Forget(string documentId)
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
            // A failed download is no copy: the next one to ask tries again. One that timed out counts as cancelled.
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
                copy.Finished |= copy.Users == 0 && _time.GetElapsedTime(copy.LastUsed) >= Idle;
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
                throw new SourceLostException(OcrError.Of(ErrorCodes.FileTooLarge, $"The file has {properties.ContentLength:N0} bytes; the limit is {_maxBytes:N0}."));
            await blob.DownloadToAsync(path, new BlobDownloadToOptions { Conditions = same });
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            // A condition on a blob that is gone fails like one on another version.
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
