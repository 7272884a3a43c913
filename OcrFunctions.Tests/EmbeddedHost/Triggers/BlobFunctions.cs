using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using OcrFunctions.Tests.EmbeddedHost.Hosting;

namespace OcrFunctions.Tests.EmbeddedHost.Triggers;

internal sealed class BlobFunctions(Seen seen)
{
    [Function("Arrived")]
    public async Task Arrived([BlobTrigger("documents/{name}")] BlobClient blob, string name, FunctionContext context)
    {
        string content = (await blob.DownloadContentAsync()).Value.Content.ToString();
        seen.Note(new Arrival(name, content, context.BindingContext.BindingData.ToDictionary(d => d.Key, d => d.Value?.ToString())));
    }
}

internal sealed record Arrival(string Name, string Content, Dictionary<string, string?> Data);

internal sealed class TextBlobFunctions(Seen seen)
{
    [Function("Text")]
    public void Text([BlobTrigger("%Container%/{folder}/{name}.{ext}")] string text, string folder, string name, string ext) => seen.Note($"{folder}|{name}|{ext}|{text}");
}

internal sealed class FailingBlobFunctions(Seen seen)
{
    [Function("Bad")]
    public void Bad([BlobTrigger("bad/{name}")] BlobClient blob, string name)
    {
        seen.Note(name);
        throw new InvalidOperationException("bad blob " + blob.Name);
    }
}

internal sealed class SlowBlobFunctions(Seen seen)
{
    public static TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Function("Slow")]
    public async Task Slow([BlobTrigger("slow/{name}")] BlobClient blob, string name)
    {
        if (name == "slow")
            await Release.Task;
        seen.Note(blob.Name);
    }
}
