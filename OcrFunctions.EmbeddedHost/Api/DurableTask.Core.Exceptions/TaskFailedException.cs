namespace DurableTask.Core.Exceptions;

/// <summary>What <see cref="Microsoft.DurableTask.TaskFailedException"/> carries as its inner exception when an activity has failed.</summary>
public class TaskFailedException(string message) : Exception(message);
