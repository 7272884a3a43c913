using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Calls the function once for each version (ETag) of a blob whose path matches, such as <c>documents/{name}</c>.</summary>
public sealed class BlobTriggerAttribute(string blobPath) : TriggerBindingAttribute
{
    public string BlobPath { get; } = blobPath;

    /// <summary>Name of the setting that holds the connection string; null for <c>AzureWebJobsStorage</c>.</summary>
    public string? Connection { get; set; }

    public BlobTriggerSource Source { get; set; }
}
