namespace Microsoft.DurableTask;

/// <summary>What a retry handler may look at.</summary>
/// <param name="OrchestrationContext">The orchestration that made the call; a handler may await its durable tasks.</param>
/// <param name="LastAttemptNumber">Attempts so far, from 1.</param>
/// <param name="LastFailure">Why the last one failed.</param>
/// <param name="TotalRetryTime">Orchestration time since the first attempt.</param>
/// <param name="CancellationToken">Never cancelled; there for the signature.</param>
public record RetryContext(
    TaskOrchestrationContext OrchestrationContext, int LastAttemptNumber, TaskFailureDetails LastFailure, TimeSpan TotalRetryTime, CancellationToken CancellationToken);
