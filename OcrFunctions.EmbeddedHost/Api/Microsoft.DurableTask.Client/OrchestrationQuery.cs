namespace Microsoft.DurableTask.Client;

/// <summary>Which instances to list; what is null does not filter.</summary>
/// <param name="CreatedFrom">Created at or after.</param>
/// <param name="CreatedTo">Created at or before.</param>
/// <param name="Statuses">In one of these.</param>
/// <param name="TaskHubNames">Only the client's own task hub can be asked.</param>
/// <param name="InstanceIdPrefix">With an id that begins so; case counts.</param>
/// <param name="PageSize">Instances on a page.</param>
/// <param name="FetchInputsAndOutputs">False leaves the input out; output and custom status come all the same.</param>
/// <param name="ContinuationToken">Where an earlier page ended.</param>
public record OrchestrationQuery(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null,
    IEnumerable<string>? TaskHubNames = null,
    string? InstanceIdPrefix = null,
    int PageSize = OrchestrationQuery.DefaultPageSize,
    bool FetchInputsAndOutputs = false,
    string? ContinuationToken = null)
{
    public const int DefaultPageSize = 100;
}
