namespace Microsoft.DurableTask;

/// <summary>Tries a failed call again after a durable timer that grows by a factor.</summary>
public class RetryPolicy
{
    private readonly Func<Exception, bool> _handle = _ => true;

    /// <exception cref="ArgumentOutOfRangeException">No attempt at all, no pause, a factor below 1, or a limit below the first pause.</exception>
    public RetryPolicy(
        int maxNumberOfAttempts, TimeSpan firstRetryInterval, double backoffCoefficient = 1.0, TimeSpan? maxRetryInterval = null, TimeSpan? retryTimeout = null)
    {
        if (maxNumberOfAttempts <= 0)
            throw new ArgumentOutOfRangeException(nameof(maxNumberOfAttempts), maxNumberOfAttempts, "The value for maxNumberOfAttempts must be greater than zero.");
        if (firstRetryInterval <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(firstRetryInterval), firstRetryInterval, "The value for firstRetryInterval must be greater than zero.");
        if (backoffCoefficient < 1.0)
            throw new ArgumentOutOfRangeException(nameof(backoffCoefficient), backoffCoefficient, "The value for backoffCoefficient must be greater or equal to 1.0.");
        if (maxRetryInterval < firstRetryInterval)
            throw new ArgumentOutOfRangeException(nameof(maxRetryInterval), maxRetryInterval, "The value for maxRetryInterval must be greater or equal to the value for firstRetryInterval.");
        if (retryTimeout < firstRetryInterval)
            throw new ArgumentOutOfRangeException(nameof(retryTimeout), retryTimeout, "The value for retryTimeout must be greater or equal to the value for firstRetryInterval.");

        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval ?? TimeSpan.FromHours(1);
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
    }

    /// <summary>Attempts in all, the first one included.</summary>
    public int MaxNumberOfAttempts { get; }

    public TimeSpan FirstRetryInterval { get; }

    public double BackoffCoefficient { get; }

    /// <summary>One hour unless given.</summary>
    public TimeSpan MaxRetryInterval { get; }

    /// <summary>No further attempt starts this long after the first one; infinite unless given.</summary>
    public TimeSpan RetryTimeout { get; }

    /// <summary>Asked with the exception that the orchestrator would see; <c>false</c> ends the retries.</summary>
    public Func<Exception, bool> Handle => _handle;

    /// <summary>Asked with the failure of the call; <c>false</c> ends the retries.</summary>
    public Func<TaskFailureDetails, bool> HandleFailure
    {
        init => _handle = e => value(e is TaskFailedException { FailureDetails: { } details } ? details : TaskFailureDetails.FromException(e));
    }
}
