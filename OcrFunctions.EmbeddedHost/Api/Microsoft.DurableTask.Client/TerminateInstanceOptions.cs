namespace Microsoft.DurableTask.Client;

/// <summary>How an instance is terminated.</summary>
/// <param name="Output">Becomes its output.</param>
/// <param name="Recursive">Has no effect, as in the real host: children go on.</param>
public record TerminateInstanceOptions(object? Output = null, bool Recursive = false);
