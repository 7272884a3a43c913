using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using OcrFunctions.EmbeddedHost.Functions;

namespace OcrFunctions.EmbeddedHost.Triggers.Blobs;

/// <summary>What a blob trigger tells besides the blob: JSON text, as the real worker hands it on.</summary>
internal static class BlobBindingData
{
    private const string Path = "BlobTrigger", Uri = "Uri", Properties = "Properties", Metadata = "Metadata";

    public static IReadOnlyList<string> Names { get; } = [Path, Uri, Properties, Metadata];

    public static FunctionInput Input(BlobClient blob, BlobProperties properties, IReadOnlyDictionary<string, string> names)
    {
        var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase)
        {
            [Path] = $"{blob.BlobContainerName}/{blob.Name}",
            [Uri] = JsonSerializer.Serialize(blob.Uri.AbsoluteUri),
            [Properties] = JsonSerializer.Serialize(properties),
            [Metadata] = JsonSerializer.Serialize(properties.Metadata),
        };
        foreach ((string name, string value) in names)
            data[name] = value;
        return new FunctionInput(blob, data);
    }

    /// <summary>Binder of a parameter that takes the blob's content as UTF-8 text.</summary>
    public static async ValueTask<object?> ReadTextAsync(FunctionCall call) =>
        (await ((BlobClient)call.TriggerValue!).DownloadContentAsync(call.CancellationToken)).Value.Content.ToString();
}
