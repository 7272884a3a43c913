using System.Text.Json.Serialization;

namespace OcrFunctions.Tests.App;

/// <summary>An orchestration in the management API.</summary>
/// <param name="InstanceId">Its id.</param>
/// <param name="Name">The orchestrator function's name.</param>
/// <param name="RuntimeStatus">Such as <c>Running</c> or <c>Completed</c>.</param>
internal sealed record DurableInstance(
    [property: JsonPropertyName("instanceId")] string InstanceId,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("runtimeStatus")] string RuntimeStatus)
{
    /// <summary>Final statuses.</summary>
    public static readonly IReadOnlyList<string> FinalStatuses = ["Completed", "Failed", "Terminated"];

    [JsonIgnore]
    public bool IsFinal => FinalStatuses.Contains(RuntimeStatus);
}
