using Azure;
using Microsoft.DurableTask.Client;

namespace OcrFunctions.EmbeddedHost.Durable.Storage;

/// <summary>
/// An instance as its row has it. Table entity: PartitionKey is the escaped instance id, RowKey is <c>instance</c>.
/// Everything but the history itself; what the row publishes is what counts.
/// </summary>
internal sealed record InstanceState
{
    public required string InstanceId { get; init; }

    public required string Name { get; init; }

    /// <summary>New for every schedule of the id, so that leavings of an earlier run are told apart.</summary>
    public required string RunId { get; init; }

    /// <summary>How often the run has continued as new; each generation has a history of its own.</summary>
    public int Generation { get; init; }

    /// <summary>Grows with every change of owner.</summary>
    public int Fence { get; init; }

    public required OrchestrationRuntimeStatus Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? StartAt { get; init; }

    public StoredText Input { get; init; }

    public StoredText Output { get; init; }

    public string? CustomStatus { get; init; }

    public ParentLink? Parent { get; init; }

    /// <summary>History segments of this generation that count.</summary>
    public Published Segments { get; init; }

    /// <summary>Events in those segments: a second look at what is read back.</summary>
    public int Events { get; init; }

    /// <summary>Whether events of this generation lie in blobs.</summary>
    public bool HasBlobs { get; init; }

    /// <summary>New with every update: tells, when an answer was lost, whether the update has happened.</summary>
    public string CommitId { get; init; } = "";

    public ETag ETag { get; init; }

    public bool IsFinal => IsFinalStatus(Status);

    public static bool IsFinalStatus(OrchestrationRuntimeStatus status) =>
        status is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;
}

/// <summary>The call that started an instance; the three last members make it one call of one generation.</summary>
/// <param name="InstanceId">The caller.</param>
/// <param name="Name">Its orchestrator.</param>
/// <param name="RunId">Its run.</param>
/// <param name="Generation">Its generation.</param>
/// <param name="RequestId">The request in its history.</param>
internal sealed record ParentLink(string InstanceId, string Name, string RunId, int Generation, int RequestId);
