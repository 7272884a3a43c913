namespace OcrFunctions.EmbeddedHost.Durable.Storage;

/// <summary>This host does not own the task hub any more, and what it was about to write is not written.</summary>
internal sealed class OwnershipLostException() : InvalidOperationException("This host does not own the task hub any more.");
