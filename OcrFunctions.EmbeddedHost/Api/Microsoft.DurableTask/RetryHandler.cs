namespace Microsoft.DurableTask;

/// <summary>Decides whether a failed call is tried again.</summary>
/// <param name="retryContext">The attempt that failed.</param>
public delegate bool RetryHandler(RetryContext retryContext);

/// <inheritdoc cref="RetryHandler"/>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);
