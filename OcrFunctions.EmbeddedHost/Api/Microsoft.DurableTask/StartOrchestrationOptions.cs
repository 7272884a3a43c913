namespace Microsoft.DurableTask;

/// <summary>How an orchestration is scheduled.</summary>
public record StartOrchestrationOptions
{
    /// <param name="InstanceId">Its id; one is made when it is null or empty.</param>
    /// <param name="StartAt">When it is to start; at once when it is null or past.</param>
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
    {
        this.InstanceId = InstanceId;
        this.StartAt = StartAt;
    }

    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
        DedupeStatuses = options.DedupeStatuses;
    }

    public string? InstanceId { get; init; }

    public DateTimeOffset? StartAt { get; init; }

    /// <summary>Names of final statuses in which an instance of that id is not replaced.</summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}
