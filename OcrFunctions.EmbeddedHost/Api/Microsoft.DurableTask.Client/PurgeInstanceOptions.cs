namespace Microsoft.DurableTask.Client;

/// <summary>How an instance is purged.</summary>
/// <param name="Recursive">Has no effect, as in the real host: children stay.</param>
public record PurgeInstanceOptions(bool Recursive = false);
