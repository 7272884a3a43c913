namespace Microsoft.DurableTask;

/// <summary>An activity or a sub-orchestration failed.</summary>
public sealed class TaskFailedException : Exception
{
    public TaskFailedException(string taskName, int taskId, Exception innerException)
        : this(taskName, taskId, TaskFailureDetails.FromException(innerException), innerException.Message, innerException)
    {
    }

    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : this(taskName, taskId, failureDetails, failureDetails.ErrorMessage, null)
    {
    }

    /// <param name="taskName">Name of the activity or orchestrator.</param>
    /// <param name="taskId">Its place among everything the orchestration has started.</param>
    /// <param name="failureDetails">Null only for an orchestration that failed without an exception of its own.</param>
    /// <param name="reason">What the message says about the cause; null says nothing.</param>
    /// <param name="innerException">What an activity's failure wraps.</param>
    internal TaskFailedException(string taskName, int taskId, TaskFailureDetails? failureDetails, string? reason, Exception? innerException)
        : base($"Task '{taskName}' (#{taskId}) failed with an unhandled exception{(reason is null ? "." : ": " + reason)}", innerException)
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failureDetails!;
    }

    public string TaskName { get; }

    public int TaskId { get; }

    public TaskFailureDetails FailureDetails { get; }
}
