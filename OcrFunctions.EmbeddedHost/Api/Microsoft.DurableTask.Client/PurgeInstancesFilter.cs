namespace Microsoft.DurableTask.Client;

/// <summary>Which finished instances to purge; what is null does not filter.</summary>
public record PurgeInstancesFilter(DateTimeOffset? CreatedFrom = null, DateTimeOffset? CreatedTo = null, IEnumerable<OrchestrationRuntimeStatus>? Statuses = null)
{
    /// <summary>Stops after this long, with what was purged until then.</summary>
    public TimeSpan? Timeout { get; init; }
}
