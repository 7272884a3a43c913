namespace OcrFunctions.EmbeddedHost.Durable.Replay;

/// <summary>Ends an orchestration from outside its code; the cause is what its output shows.</summary>
internal sealed class UncatchableFailureException(Exception cause) : Exception(cause.Message, cause);
