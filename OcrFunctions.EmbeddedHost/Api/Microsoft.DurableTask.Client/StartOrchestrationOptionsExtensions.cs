namespace Microsoft.DurableTask.Client;

public static class StartOrchestrationOptionsExtensions
{
    /// <summary>The same options, refused also when an instance of that id has ended in one of these statuses.</summary>
    public static StartOrchestrationOptions WithDedupeStatuses(this StartOrchestrationOptions options, params OrchestrationRuntimeStatus[] dedupeStatuses)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with { DedupeStatuses = [.. dedupeStatuses.Select(s => s.ToString())] };
    }
}
