namespace DurableTask.Core.Exceptions;

/// <summary>A replay took another way than its history tells.</summary>
public class NonDeterministicOrchestrationException(string messageDetails) : Exception("Non-Deterministic workflow detected: " + messageDetails);
