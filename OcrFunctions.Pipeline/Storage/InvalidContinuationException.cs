namespace OcrFunctions.Pipeline.Storage;

/// <summary>A continuation that no earlier segment of the list returned.</summary>
public sealed class InvalidContinuationException() : Exception("The continuation is not from an earlier part of this list.");
