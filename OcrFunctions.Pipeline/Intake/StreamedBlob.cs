using System.Buffers;
using System.Globalization;
using System.Text;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace OcrFunctions.Pipeline.Intake;

/// <summary>
/// A new blob that is written while its content arrives, with metadata that is known only at the content's end. It appears complete and
/// with its metadata, and not at all if the content breaks off.
/// </summary>
/// <param name="blob">Its name, which no other writer uses.</param>
internal sealed class StreamedBlob(BlockBlobClient blob)
{
    /// <summary>Bytes that are held in memory; content that is shorter takes one request.</summary>
    public const int BlockSize = 4 * 1024 * 1024;

    /// <summary>A retry after a lost response would create a second version, which is a second document.</summary>
    private static readonly BlobRequestConditions IfNew = new() { IfNoneMatch = ETag.All };

    /// <param name="content">Read once, without seeking.</param>
    /// <param name="readMetadata">Called when the content has been read.</param>
    /// <param name="cancellationToken">Cancels; nothing of the blob remains.</param>
    /// <returns>The version.</returns>
    public async Task<ETag> WriteAsync(
        Stream content, Func<CancellationToken, Task<IDictionary<string, string>>> readMetadata, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            List<string> blocks = [];
            while (true)
            {
                int length = await content.ReadAtLeastAsync(
                    buffer.AsMemory(0, BlockSize), BlockSize, throwOnEndOfStream: false, cancellationToken);
                using var block = new MemoryStream(buffer, 0, length, writable: false);
                if (length < BlockSize && blocks.Count == 0)
                    return await PutAsync(block, await readMetadata(cancellationToken), cancellationToken);
                if (length > 0)
                {
                    blocks.Add(BlockId(blocks.Count));
                    await blob.StageBlockAsync(blocks[^1], block, cancellationToken: cancellationToken);
                }

                if (length < BlockSize)
                    return await CommitAsync(blocks, await readMetadata(cancellationToken), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private Task<ETag> PutAsync(Stream content, IDictionary<string, string> metadata, CancellationToken cancellationToken) =>
        ETagOfAsync(
            blob.UploadAsync(content, new BlobUploadOptions { Metadata = metadata, Conditions = IfNew }, cancellationToken),
            cancellationToken);

    private Task<ETag> CommitAsync(IEnumerable<string> blocks, IDictionary<string, string> metadata, CancellationToken cancellationToken) =>
        ETagOfAsync(
            blob.CommitBlockListAsync(
                blocks, new CommitBlockListOptions { Metadata = metadata, Conditions = IfNew }, cancellationToken),
            cancellationToken);

    private async Task<ETag> ETagOfAsync(Task<Response<BlobContentInfo>> write, CancellationToken cancellationToken)
    {
        try
        {
            return (await write).Value.ETag;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // The name is unique to this upload: the first attempt arrived, and its response was lost.
            BlobProperties stored = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            return stored.ETag;
        }
    }

    /// <summary>All ids of a blob have the same length.</summary>
    private static string BlockId(int index) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(index.ToString("D6", CultureInfo.InvariantCulture)));
}
