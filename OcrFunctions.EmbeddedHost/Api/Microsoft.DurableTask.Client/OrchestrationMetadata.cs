namespace Microsoft.DurableTask.Client;

/// <summary>What is known of one instance.</summary>
public sealed class OrchestrationMetadata(string name, string instanceId)
{
    public string Name { get; } = name;

    public string InstanceId { get; } = instanceId;

    /// <summary>Null when inputs and outputs were not asked for: then there is nothing to read them with.</summary>
    public DataConverter? DataConverter { get; init; }

    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset LastUpdatedAt { get; init; }

    public string? SerializedInput { get; init; }

    /// <summary>JSON of what it returned; of a failed one the bare text "type: message".</summary>
    public string? SerializedOutput { get; init; }

    public string? SerializedCustomStatus { get; init; }

    /// <summary>Null also for a failed instance, as the real client answers: only its history tells.</summary>
    public TaskFailureDetails? FailureDetails { get; init; }

    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    public bool IsCompleted => RuntimeStatus is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;

    /// <exception cref="InvalidOperationException">Inputs were not asked for.</exception>
    public T? ReadInputAs<T>() => Reader(nameof(ReadInputAs), "input data").Deserialize<T>(SerializedInput);

    /// <exception cref="InvalidOperationException">Outputs were not asked for.</exception>
    public T? ReadOutputAs<T>() => Reader(nameof(ReadOutputAs), "output data").Deserialize<T>(SerializedOutput);

    /// <exception cref="InvalidOperationException">Inputs and outputs were not asked for.</exception>
    public T? ReadCustomStatusAs<T>() => Reader(nameof(ReadCustomStatusAs), "input and output data").Deserialize<T>(SerializedCustomStatus);

    private DataConverter Reader(string method, string what) =>
        DataConverter ?? throw new InvalidOperationException(
            $"The {method} method can only be used on {nameof(OrchestrationMetadata)} objects that are fetched with the option to include {what}.");
}
