using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure.Storage.Queues;

namespace OcrFunctions.EmbeddedHost.Triggers.Blobs;

/// <summary>Reports blobs that no call could deal with, in the real host's queue and words.</summary>
internal sealed class BlobPoison(QueueClient queue)
{
    public const string QueueName = "webjobs-blobtrigger-poison";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The queue is there from the start, or whoever watches it would fail until the first blob does.</summary>
    public Task CreateQueueAsync(CancellationToken cancellationToken) => queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);

    public async Task ReportAsync(string function, string blobType, string container, BlobVersion version, CancellationToken cancellationToken)
    {
        string json = JsonSerializer.Serialize(
            new { Type = "BlobTrigger", FunctionId = function, BlobType = blobType, ContainerName = container, BlobName = version.Name, version.ETag }, Indented);
        await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await queue.SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(json)), cancellationToken);
    }
}
