using Azure;

namespace OcrFunctions.EmbeddedHost.Triggers.Blobs;

/// <summary>One state of a blob: its name and the ETag it had, in double quotes.</summary>
internal sealed record BlobVersion(string Name, string ETag)
{
    /// <summary>Listings leave the quotes out, headers do not: here they are always there.</summary>
    public static BlobVersion Of(string name, ETag etag) => new(name, etag.ToString("H"));
}
