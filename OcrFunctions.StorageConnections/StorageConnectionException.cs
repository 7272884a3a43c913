namespace OcrFunctions.StorageConnections;

/// <summary>A storage account cannot be used as its settings describe it. The message is a sentence that says what to set.</summary>
public sealed class StorageConnectionException(string message, Exception? innerException = null)
    : InvalidOperationException(message, innerException);
