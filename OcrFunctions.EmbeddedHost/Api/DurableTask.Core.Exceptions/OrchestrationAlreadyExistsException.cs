namespace DurableTask.Core.Exceptions;

/// <summary>An instance of that id is there, in a status that forbids replacing it.</summary>
public class OrchestrationAlreadyExistsException(string message) : Exception(message);
