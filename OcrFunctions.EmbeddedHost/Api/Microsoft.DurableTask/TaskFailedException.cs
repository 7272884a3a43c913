namespace Microsoft.DurableTask;

/// <summary>An activity or a sub-orchestration failed.</summary>
public sealed class TaskFailedException : Exception
{
    public TaskFailedException(string taskName, int taskId, Exception innerException)
        : this(taskName, taskId, TaskFailureDetails.FromException(innerException), innerException)
    {
    }

    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : this(taskName, taskId, failureDetails, null)
    {
    }

    /// <param name="taskName">Name of the activity or orchestrator.</param>
    /// <param name="taskId">Its place among everything the orchestration has started.</param>
    /// <param name="failureDetails">Null only for an orchestrator that does not exist.</param>
    /// <param name="innerException">What an activity's failure wraps.</param>
    internal TaskFailedException(string taskName, int taskId, TaskFailureDetails? failureDetails, Exception? innerException)
        : base(Describe(taskName, taskId, failureDetails), innerException)
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failureDetails!;
    }

    public string TaskName { get; }

    public int TaskId { get; }

    public TaskFailureDetails FailureDetails { get; }

    private static string Describe(string taskName, int taskId, TaskFailureDetails? details) =>
        details is null
            ? $"Task '{taskName}' (#{taskId}) failed with an unhandled exception."
            : $"Task '{taskName}' (#{taskId}) failed with an unhandled exception: {details.ErrorMessage}";
}
