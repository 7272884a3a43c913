namespace OcrFunctions.Pipeline.Documents;

/// <summary>One version of one blob.</summary>
/// <param name="Container">Container name.</param>
/// <param name="BlobName">Name inside the container, with its slashes.</param>
/// <param name="ETag">ETag without quotes, which is how the storage clients' own texts differ.</param>
public sealed record BlobSource(string Container, string BlobName, string ETag)
{
    /// <summary>A source whose ETag has its quotes removed.</summary>
    public static BlobSource Of(string container, string blobName, Azure.ETag etag) => new(container, blobName, etag.ToString().Trim('"'));
}
