namespace DurableTask.Core.Exceptions;

/// <summary>What <see cref="Microsoft.DurableTask.TaskFailedException"/> carries as its inner exception when an activity has failed.</summary>
public class TaskFailedException : Exception
{
    public TaskFailedException()
    {
    }

    public TaskFailedException(string message)
        : base(message)
    {
    }
}
