namespace Microsoft.Azure.WebJobs.Host;

/// <summary>A call ran longer than <c>functionTimeout</c>. An orchestrator meets the name of this type in the details of a failed activity.</summary>
internal sealed class FunctionTimeoutException(string function, TimeSpan limit) : TimeoutException($"Timeout value of {limit} was exceeded by function: {function}");
