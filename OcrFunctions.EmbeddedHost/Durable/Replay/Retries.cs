using Microsoft.DurableTask;

namespace OcrFunctions.EmbeddedHost.Durable.Replay;

/// <summary>Tries a call again as a policy or a handler says, with durable timers.</summary>
internal static class Retries
{
    public static Task<string?> RunAsync(TaskOrchestrationContext context, TaskRetryOptions? options, Func<Task<string?>> attempt) => options switch
    {
        { Policy: { } policy } => ByPolicyAsync(context, policy, attempt),
        { Handler: { } handler } => ByHandlerAsync(context, handler, attempt),
        _ => attempt(),
    };

    private static async Task<string?> ByPolicyAsync(TaskOrchestrationContext context, RetryPolicy policy, Func<Task<string?>> attempt)
    {
        DateTime first = context.CurrentUtcDateTime;
        for (int failures = 0; ; failures++)
        {
            TaskFailedException failure;
            try
            {
                return await attempt();
            }
            catch (TaskFailedException e)
            {
                failure = e;
            }

            TimeSpan pause = policy.Handle(failure) ? Pause(policy, failures, context.CurrentUtcDateTime - first) : TimeSpan.Zero;
            if (pause > TimeSpan.Zero)
                await context.CreateTimer(context.CurrentUtcDateTime + pause, CancellationToken.None);

            // Only after the timer: the real host waits once more after the last attempt, too.
            if (pause == TimeSpan.Zero || failures + 1 >= policy.MaxNumberOfAttempts)
                throw failure;
        }
    }

    private static TimeSpan Pause(RetryPolicy policy, int failures, TimeSpan elapsed)
    {
        if (policy.RetryTimeout != Timeout.InfiniteTimeSpan && elapsed >= policy.RetryTimeout)
            return TimeSpan.Zero;
        double wanted = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, failures);
        return wanted < policy.MaxRetryInterval.TotalMilliseconds ? TimeSpan.FromMilliseconds(wanted) : policy.MaxRetryInterval;
    }

    private static async Task<string?> ByHandlerAsync(TaskOrchestrationContext context, AsyncRetryHandler handler, Func<Task<string?>> attempt)
    {
        DateTime first = context.CurrentUtcDateTime;
        for (int attempts = 1; ; attempts++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException e)
            {
                var asked = new RetryContext(context, attempts, e.FailureDetails, context.CurrentUtcDateTime - first, CancellationToken.None);
                if (!await handler(asked))
                    throw;
            }
        }
    }
}
