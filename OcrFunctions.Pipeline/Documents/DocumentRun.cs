using System.Text.Json.Serialization;

namespace OcrFunctions.Pipeline.Documents;

/// <summary>One orchestration over one document.</summary>
/// <param name="Id">The document's id.</param>
/// <param name="Run">From 1; a requeue is a new run.</param>
public sealed record DocumentRun([property: JsonPropertyName("id")] string Id, [property: JsonPropertyName("run")] int Run)
{
    /// <summary>Instance id of the run's orchestration.</summary>
    [JsonIgnore]
    public string InstanceId => $"{Id}-r{Run}";

    /// <summary>Instance id of a chunk's child orchestration.</summary>
    /// <param name="chunk">From 0.</param>
    public string ChunkInstanceId(int chunk) => $"{InstanceId}-c{chunk:D4}";
}
