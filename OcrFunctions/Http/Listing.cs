namespace OcrFunctions.Http;

/// <summary>A part of a list, and the link to the next part.</summary>
/// <param name="Value">The entries.</param>
/// <param name="NextLink">Omitted after the last part.</param>
public sealed record Listing<T>(IReadOnlyList<T> Value, string? NextLink);
